package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Locale;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.AlbumFeature;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.Thumbnail;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Sending several files that are shown together. */
final class AlbumOperations implements OperationGroup {
    private static final int MAX_THUMBNAIL = 64 * 1024;

    /**
     * One part.
     *
     * @param file the picture or video
     * @param mimeType its type; guessed from its name unless given
     * @param fileName its name, of which the type is guessed
     * @param caption the text below it
     * @param thumbnail a JPEG of at most 64 KiB
     */
    record Part(
            FileInput file,
            @Nullable String mimeType,
            @Nullable String fileName,
            @Nullable String caption,
            @Nullable FileInput thumbnail) {
        MediaContent content() {
            Media media = file.named(fileName).media(mimeType, "");
            Thumbnail shown = thumbnail == null ? null : new Thumbnail(thumbnail.bytes(MAX_THUMBNAIL));
            String text = caption == null || caption.isEmpty() ? null : caption;
            String type = media instanceof RemoteMedia remote ? remote.mimetype() : ((MediaSource) media).mimetype();
            return type != null && type.toLowerCase(Locale.ROOT).startsWith("video/")
                    ? new VideoContent(media, text, false, false, shown)
                    : new ImageContent(media, text, shown);
        }
    }

    record Album(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("2 to 30 objects with file, mimeType, fileName, caption and thumbnail; what is no"
                    + " video by its type is a picture.")
            List<Part> files,

            @Flat Sending sending) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(Operation.named("message.album", Album.class)
                .describedAs("Sends pictures and videos that are shown together. The files are encrypted and uploaded"
                        + " first; the answer is the album's own message and then its parts.")
                .body("files")
                .answersListOf(SendResult.class)
                .fails("media-failed", "send-N", "send-refused", "invalid-content")
                .performs((client, q) -> {
                    List<MediaContent> parts =
                            q.files().stream().map(Part::content).toList();
                    return client.with(
                            AlbumFeature.class,
                            albums -> albums.send(q.chat(), parts, q.sending().options(q.chat())));
                }));
    }
}
