package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaExpiredException;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.StickerContent;
import org.camelwhatsapp.engine.message.content.Thumbnail;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.message.content.Waveform;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Futures;
import org.jspecify.annotations.Nullable;

/** Sending files. */
final class MediaOperations implements OperationGroup {
    private static final int MAX_THUMBNAIL = 64 * 1024;
    private static final int MAX_DOWNLOAD = 64 << 20;

    record SendFile(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("The file.") FileInput file,

            @Nullable @JsonPropertyDescription("Its type, such as image/png; guessed from its name unless given.")
            String mimeType,

            @Nullable @JsonPropertyDescription("The name that is shown; that of the file unless given.")
            String fileName,

            @Nullable @JsonPropertyDescription("The text below it.")
            String caption,

            @Nullable
            @JsonPropertyDescription(
                    "Of a picture, video or document: a JPEG of at most 64 KiB, shown until the file is there.")
            FileInput thumbnail,

            @Nullable @JsonPropertyDescription("Of a sound: its length in seconds.")
            Integer seconds,

            @Nullable @JsonPropertyDescription("Of a voice note: 64 levels of loudness from 0 to 100, drawn as bars.")
            List<Integer> waveform,

            @Flat Sending sending) {
        Media media(@Nullable String usualType) {
            return file.named(fileName).media(mimeType, usualType);
        }

        @Nullable
        String captionOrNull() {
            return caption == null || caption.isEmpty() ? null : caption;
        }

        @Nullable
        Thumbnail picture() {
            return thumbnail == null ? null : new Thumbnail(thumbnail.bytes(MAX_THUMBNAIL));
        }

        AudioContent sound(boolean voiceNote) {
            Media sound = media(voiceNote ? null : "audio/");
            return new AudioContent(sound, voiceNote, seconds == null ? 0 : seconds, bars());
        }

        private @Nullable Waveform bars() {
            if (waveform == null || waveform.isEmpty()) {
                return null;
            }
            byte[] levels = new byte[waveform.size()];
            for (int i = 0; i < levels.length; i++) {
                int level = waveform.get(i);
                // What does not fit a byte is refused with what is out of range.
                levels[i] = level < 0 || level > Byte.MAX_VALUE ? -1 : (byte) level;
            }
            return new Waveform(levels);
        }
    }

    record Download(
            @JsonPropertyDescription("The file, as the message holds it.")
            Media media,

            @Nullable
            @JsonPropertyDescription(
                    "The conversation; with the message's id the phone is asked for a file that is gone.")
            Jid chat,

            @Nullable @JsonPropertyDescription("The message it came with.")
            String targetId,

            @Nullable @JsonPropertyDescription("The author of that message; needed in groups.")
            Jid targetSender,

            @JsonPropertyDescription("Whether that message is one's own.")
            boolean targetFromMe) {
        Download {
            if (!(media instanceof RemoteMedia)) {
                throw new InvalidRequestException("media: expected the file of a message that was received");
            }
        }

        RemoteMedia remote() {
            return (RemoteMedia) media;
        }
    }

    /** The content, once it is there; asked of the phone if the hosts no longer have it and the message is known. */
    private static CompletionStage<byte[]> download(WhatsAppClient client, Download q) {
        CompletionStage<byte[]> first = client.downloadBytes(q.remote(), MAX_DOWNLOAD);
        String id = q.targetId();
        Jid chat = q.chat();
        if (id == null || chat == null) {
            return first;
        }
        MessageKey key = new MessageKey(chat, id, q.targetFromMe(), q.targetSender());
        return first.handle((bytes, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(bytes);
                    }
                    Throwable cause = Futures.unwrap(failure);
                    return cause instanceof MediaExpiredException
                            ? client.with(MediaFeature.class, media -> media.requestReupload(key, q.remote()))
                                    .thenCompose(path ->
                                            client.downloadBytes(q.remote().withDirectPath(path), MAX_DOWNLOAD))
                            : CompletableFuture.<byte[]>failedFuture(cause);
                })
                .thenCompose(Function.identity());
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("media.download", Download.class)
                        .describedAs(
                                "Downloads the file of a message, up to 64 MiB, verified. Larger ones: the engine's download.")
                        .body("media")
                        .answers(byte[].class)
                        .fails("media-expired", "media-corrupt", "media-too-large", "media-failed")
                        .serves("CH-64", "DG-096", "DG-097", "DG-098", "DG-099", "DG-100")
                        .performs(MediaOperations::download),
                operation(
                        "message.image",
                        "Sends a picture.",
                        q -> new ImageContent(q.media("image/"), q.captionOrNull(), q.picture()),
                        "CH-30",
                        "DG-110"),
                operation(
                        "message.video",
                        "Sends a video.",
                        q -> new VideoContent(q.media("video/"), q.captionOrNull(), false, false, q.picture()),
                        "DG-113"),
                operation("message.audio", "Sends a sound.", q -> q.sound(false), "CH-32", "DG-111"),
                operation(
                        "message.voiceNote", "Sends a voice note, Opus in Ogg.", q -> q.sound(true), "CH-32", "DG-111"),
                operation(
                        "message.videoNote",
                        "Sends a round video.",
                        q -> new VideoContent(q.media("video/"), null, false, true, q.picture()),
                        "DG-114"),
                operation(
                        "message.gif",
                        "Sends a video that plays over and over without sound.",
                        q -> new VideoContent(q.media("video/"), q.captionOrNull(), true, false, q.picture()),
                        "DG-113"),
                operation(
                        "message.document",
                        "Sends a file of any kind.",
                        q -> new DocumentContent(
                                q.media(""), q.file().nameOr(q.fileName()), q.captionOrNull(), q.picture()),
                        "CH-31",
                        "DG-112"),
                operation(
                        "message.sticker",
                        "Sends a sticker, WebP of 512 by 512 pixels.",
                        q -> new StickerContent(q.media("image/")),
                        "DG-115"));
    }

    private static Operation<SendFile> operation(
            String name, String description, Function<SendFile, MediaContent> content, String... serves) {
        return Operation.named(name, SendFile.class)
                .describedAs(description
                        + " It is encrypted into a temporary file and uploaded before the message leaves; up to 2 GiB.")
                .body("file")
                .answers(SendResult.class)
                .fails("media-failed", "send-N", "send-refused", "invalid-content")
                .serves(serves)
                .performs((client, q) ->
                        client.send(q.chat(), content.apply(q), q.sending().options(q.chat())));
    }
}
