package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Pictures, videos, sounds, documents and stickers. */
final class FileFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        return MediaCodec.fromProto(message);
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof MediaContent media)) {
            return false;
        }
        MediaCodec.toProto(media, message);
        return true;
    }
}
