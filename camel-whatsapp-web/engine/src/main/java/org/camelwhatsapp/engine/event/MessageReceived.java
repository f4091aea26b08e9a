package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.message.IncomingMessage;

/** A message was decrypted. Journalled: delivered until a listener is done with it. */
public record MessageReceived(IncomingMessage message) implements Event {}
