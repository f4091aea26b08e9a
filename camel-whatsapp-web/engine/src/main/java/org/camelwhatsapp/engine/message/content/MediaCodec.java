package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Messages with files as protobuf and back. Pure functions. Source: docs/protocol.md, "Media". */
final class MediaCodec {
    private MediaCodec() {}

    /** The content, or null if the message has no file. */
    static @Nullable MediaContent fromProto(Message message) {
        if (message.hasImageMessage()) {
            Message.ImageMessage image = message.getImageMessage();
            return new ImageContent(
                    MediaFields.read(image, MediaKind.IMAGE),
                    image.hasCaption() ? image.getCaption() : null,
                    MediaFields.thumbnail(image));
        }
        if (message.hasVideoMessage()) {
            return video(message.getVideoMessage(), false);
        }
        if (message.hasPtvMessage()) {
            return video(message.getPtvMessage(), true);
        }
        if (message.hasAudioMessage()) {
            Message.AudioMessage audio = message.getAudioMessage();
            MediaKind kind = audio.getPtt() ? MediaKind.VOICE_NOTE : MediaKind.AUDIO;
            return new AudioContent(
                    MediaFields.read(audio, kind),
                    audio.getPtt(),
                    Math.max(0, audio.getSeconds()),
                    MediaFields.waveform(audio));
        }
        if (message.hasDocumentMessage()) {
            return document(message.getDocumentMessage());
        }
        if (message.hasStickerMessage()) {
            return new StickerContent(MediaFields.read(message.getStickerMessage(), MediaKind.STICKER));
        }
        // The wrapper is usually taken off before; a message that was just made still has it.
        return message.hasDocumentWithCaptionMessage()
                        && message.getDocumentWithCaptionMessage().getMessage().hasDocumentMessage()
                ? document(message.getDocumentWithCaptionMessage().getMessage().getDocumentMessage())
                : null;
    }

    private static VideoContent video(Message.VideoMessage video, boolean round) {
        boolean gif = video.getGifPlayback() && !round;
        MediaKind kind = round ? MediaKind.VIDEO_NOTE : gif ? MediaKind.GIF : MediaKind.VIDEO;
        return new VideoContent(
                MediaFields.read(video, kind),
                video.hasCaption() ? video.getCaption() : null,
                gif,
                round,
                MediaFields.thumbnail(video));
    }

    private static DocumentContent document(Message.DocumentMessage document) {
        return new DocumentContent(
                MediaFields.read(document, MediaKind.DOCUMENT),
                document.hasFileName() ? document.getFileName() : document.getTitle(),
                document.hasCaption() ? document.getCaption() : null,
                MediaFields.thumbnail(document));
    }

    /** @throws InvalidContentException if the file was not uploaded */
    static void toProto(MediaContent content, Message.Builder message) {
        if (!(content.media() instanceof RemoteMedia media)) {
            throw new InvalidContentException("media", "uploaded before");
        }
        if (content instanceof ImageContent image) {
            Message.ImageMessage.Builder builder = MediaFields.write(media, Message.ImageMessage.newBuilder());
            if (image.caption() != null) {
                builder.setCaption(image.caption());
            }
            MediaFields.write(image.thumbnail(), builder);
            message.setImageMessage(builder);
        } else if (content instanceof VideoContent video) {
            video(message, video, MediaFields.write(media, Message.VideoMessage.newBuilder()));
        } else if (content instanceof AudioContent audio) {
            Message.AudioMessage.Builder builder = MediaFields.write(media, Message.AudioMessage.newBuilder());
            if (audio.waveform() != null) {
                builder.setWaveform(ByteString.copyFrom(audio.waveform().levels()));
            }
            message.setAudioMessage(builder.setPtt(audio.voiceNote()).setSeconds(audio.seconds()));
        } else if (content instanceof DocumentContent document) {
            document(message, document, MediaFields.write(media, Message.DocumentMessage.newBuilder()));
        } else {
            message.setStickerMessage(MediaFields.write(media, Message.StickerMessage.newBuilder()));
        }
    }

    private static void video(Message.Builder message, VideoContent video, Message.VideoMessage.Builder builder) {
        if (video.caption() != null) {
            builder.setCaption(video.caption());
        }
        MediaFields.write(video.thumbnail(), builder);
        if (video.round()) {
            message.setPtvMessage(builder);
        } else {
            message.setVideoMessage(video.gif() ? builder.setGifPlayback(true) : builder);
        }
    }

    private static void document(
            Message.Builder message, DocumentContent document, Message.DocumentMessage.Builder builder) {
        MediaFields.write(document.thumbnail(), builder);
        builder.setFileName(document.fileName()).setTitle(document.fileName());
        if (document.caption() == null) {
            message.setDocumentMessage(builder);
        } else {
            message.setDocumentWithCaptionMessage(Message.FutureProofMessage.newBuilder()
                    .setMessage(Message.newBuilder().setDocumentMessage(builder.setCaption(document.caption()))));
        }
    }
}
