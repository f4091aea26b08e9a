package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Keeps a message of a conversation whose messages vanish, or lets it go.
 *
 * @param target the message
 * @param kept whether it is kept from now on
 */
public record KeepContent(MessageKey target, boolean kept) implements MessageContent {}
