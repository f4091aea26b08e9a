package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.proto.Message;

/** Marks files that may be looked at once. */
final class ViewOnce {
    private ViewOnce() {}

    /** @throws InvalidContentException if the message is neither a picture, nor a video, nor a voice note */
    static Message mark(Message message) {
        Message.Builder builder = message.toBuilder();
        if (message.hasImageMessage()) {
            builder.getImageMessageBuilder().setViewOnce(true);
        } else if (message.hasVideoMessage()) {
            builder.getVideoMessageBuilder().setViewOnce(true);
        } else if (message.hasAudioMessage()) {
            builder.getAudioMessageBuilder().setViewOnce(true);
        } else {
            throw new InvalidContentException("viewOnce", "false for what is no picture, video or voice note");
        }
        return Message.newBuilder()
                .setViewOnceMessageV2(Message.FutureProofMessage.newBuilder().setMessage(builder))
                .build();
    }
}
