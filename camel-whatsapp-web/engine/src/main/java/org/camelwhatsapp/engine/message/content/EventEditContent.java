package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Changes one's event, or calls it off.
 *
 * @param target the event
 * @param event how it is from now on, in full
 */
public record EventEditContent(MessageKey target, EventContent event) implements AddOnContent {}
