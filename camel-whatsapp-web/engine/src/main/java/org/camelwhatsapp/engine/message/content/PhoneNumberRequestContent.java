package org.camelwhatsapp.engine.message.content;

/** Asks somebody for the phone number, in a conversation that shows none. */
public record PhoneNumberRequestContent() implements MessageContent {}
