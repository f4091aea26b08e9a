package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/** Takes a message back for everybody. */
public record RevokeContent(MessageKey target) implements MessageContent {}
