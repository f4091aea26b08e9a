package org.camelwhatsapp.engine.message.content;

/** Plain text. */
public record TextContent(String text) implements MessageContent {}
