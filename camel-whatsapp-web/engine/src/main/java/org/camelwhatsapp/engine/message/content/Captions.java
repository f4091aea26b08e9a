package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** The texts below pictures, videos and documents, as parts of protobuf messages. Pure functions. */
public final class Captions {
    private Captions() {}

    /** The text of a message or below its file; empty for a file without one, null where no text can be. */
    public static @Nullable String text(Message message) {
        MessageContent content = ContentCodec.fromProto(message);
        String caption = null;
        if (content instanceof TextContent text) {
            return text.text();
        } else if (content instanceof ImageContent image) {
            caption = image.caption();
        } else if (content instanceof VideoContent video) {
            caption = video.caption();
        } else if (content instanceof DocumentContent document) {
            caption = document.caption();
        } else {
            return null;
        }
        return caption == null ? "" : caption;
    }

    /**
     * The same file with another text below it.
     *
     * @param message the innermost message
     * @return null if it has no file, or one without a text
     */
    public static @Nullable Message replaced(Message message, String caption) {
        Message.Builder file = Message.newBuilder();
        if (message.hasImageMessage()) {
            return file.setImageMessage(message.getImageMessage().toBuilder().setCaption(caption))
                    .build();
        }
        if (message.hasVideoMessage()) {
            return file.setVideoMessage(message.getVideoMessage().toBuilder().setCaption(caption))
                    .build();
        }
        if (!message.hasDocumentMessage()) {
            return null;
        }
        file.setDocumentMessage(message.getDocumentMessage().toBuilder().setCaption(caption));
        return Message.newBuilder()
                .setDocumentWithCaptionMessage(
                        Message.FutureProofMessage.newBuilder().setMessage(file))
                .build();
    }
}
