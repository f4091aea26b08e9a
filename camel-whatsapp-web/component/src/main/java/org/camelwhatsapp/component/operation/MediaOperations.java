package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.function.Function;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.StickerContent;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Sending files. */
final class MediaOperations implements OperationGroup {
    record SendFile(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("The file.") FileInput file,

            @Nullable @JsonPropertyDescription("Its type, such as image/png; guessed from its name unless given.")
            String mimeType,

            @Nullable @JsonPropertyDescription("The name that is shown; that of the file unless given.")
            String fileName,

            @Nullable @JsonPropertyDescription("The text below it.")
            String caption,

            @Flat Sending sending) {
        Media media(@Nullable String usualType) {
            return file.named(fileName).media(mimeType, usualType);
        }

        @Nullable
        String captionOrNull() {
            return caption == null || caption.isEmpty() ? null : caption;
        }
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                operation(
                        "message.image",
                        "Sends a picture.",
                        q -> new ImageContent(q.media("image/"), q.captionOrNull())),
                operation(
                        "message.video",
                        "Sends a video.",
                        q -> new VideoContent(q.media("video/"), q.captionOrNull(), false, false)),
                operation("message.audio", "Sends a sound.", q -> new AudioContent(q.media("audio/"), false, 0)),
                operation(
                        "message.voiceNote",
                        "Sends a voice note, Opus in Ogg.",
                        q -> new AudioContent(q.media(null), true, 0)),
                operation(
                        "message.videoNote",
                        "Sends a round video.",
                        q -> new VideoContent(q.media("video/"), null, false, true)),
                operation(
                        "message.gif",
                        "Sends a video that plays over and over without sound.",
                        q -> new VideoContent(q.media("video/"), q.captionOrNull(), true, false)),
                operation(
                        "message.document",
                        "Sends a file of any kind.",
                        q -> new DocumentContent(q.media(""), q.file().nameOr(q.fileName()), q.captionOrNull())),
                operation(
                        "message.sticker",
                        "Sends a sticker, WebP of 512 by 512 pixels.",
                        q -> new StickerContent(q.media("image/"))));
    }

    private static Operation<SendFile> operation(
            String name, String description, Function<SendFile, MediaContent> content) {
        return Operation.named(name, SendFile.class)
                .describedAs(description
                        + " It is encrypted into a temporary file and uploaded before the message leaves; up to 2 GiB.")
                .body("file")
                .answers(SendResult.class)
                .fails("media-failed", "send-N", "send-refused", "invalid-content")
                .performs((client, q) ->
                        client.send(q.chat(), content.apply(q), q.sending().options(q.chat())));
    }
}
