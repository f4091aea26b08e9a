package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.message.IncomingMessage;

/**
 * Somebody posted a status, or took one back. Journalled as messages are: delivered until a listener completed it.
 *
 * @param message the author is its sender, the chat {@code status@broadcast}
 */
public record StatusReceived(IncomingMessage message) implements Event {}
