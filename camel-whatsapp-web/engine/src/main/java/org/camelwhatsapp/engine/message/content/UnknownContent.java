package org.camelwhatsapp.engine.message.content;

/**
 * A kind of message this version does not know.
 *
 * @param field the name of the protobuf field that is set, or its number as text
 */
public record UnknownContent(String field) implements MessageContent {}
