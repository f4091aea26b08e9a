package org.camelwhatsapp.engine.message.content;

/** A message that the sender, a business, shows on phones only. It cannot be sent. */
public record HiddenContent() implements MessageContent {}
