package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * New text for a message sent before.
 *
 * @param target the message, one's own
 * @param text what it says now
 */
public record EditContent(MessageKey target, String text) implements MessageContent {}
