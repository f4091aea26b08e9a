package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Knows one kind of content, or a few that are alike, as protobuf. Stateless. */
interface ContentFamily {
    /**
     * The content, or null if the message is of another family.
     *
     * @throws InvalidContentException or {@link IllegalArgumentException} if the message breaks the rules of the content
     */
    @Nullable
    MessageContent read(Message message);

    /** Puts the content into the message; false if it is of another family. */
    boolean write(MessageContent content, Message.Builder message, long nowMillis);
}
