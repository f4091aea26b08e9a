package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.jspecify.annotations.Nullable;

/**
 * The fields that describe a file. Every kind of message has them under the same names with numbers of its own, so they
 * are found by name. Source: docs/protocol.md, "Media".
 */
final class MediaFields {
    private MediaFields() {}

    static RemoteMedia read(MessageOrBuilder message, MediaKind kind) {
        return new RemoteMedia(
                kind,
                text(message, "url"),
                text(message, "directPath"),
                bytes(message, "mediaKey"),
                bytes(message, "fileSha256"),
                bytes(message, "fileEncSha256"),
                number(message, "fileLength"),
                text(message, "mimetype"),
                number(message, "mediaKeyTimestamp"));
    }

    static <B extends Message.Builder> B write(RemoteMedia media, B builder) {
        set(builder, "url", media.url());
        set(builder, "directPath", media.directPath());
        set(builder, "mediaKey", wrap(media.mediaKey()));
        set(builder, "fileSha256", wrap(media.fileSha256()));
        set(builder, "fileEncSha256", wrap(media.fileEncSha256()));
        set(builder, "fileLength", media.fileLength());
        set(builder, "mimetype", media.mimetype() == null ? usualType(media.kind()) : media.mimetype());
        set(builder, "mediaKeyTimestamp", media.mediaKeyTimestampSeconds());
        set(builder, "streamingSidecar", wrap(media.streamingSidecar()));
        return builder;
    }

    static void write(@Nullable Thumbnail thumbnail, Message.Builder builder) {
        set(builder, "jpegThumbnail", thumbnail == null ? null : ByteString.copyFrom(thumbnail.jpeg()));
    }

    /** The small picture, or null if there is none, or none that one could show. */
    static @Nullable Thumbnail thumbnail(MessageOrBuilder message) {
        byte[] bytes = bytes(message, "jpegThumbnail");
        try {
            return bytes == null ? null : new Thumbnail(bytes);
        } catch (InvalidContentException e) {
            return null;
        }
    }

    /** The bars of a voice note, or null if there are none that make sense. */
    static @Nullable Waveform waveform(MessageOrBuilder message) {
        byte[] bytes = bytes(message, "waveform");
        try {
            return bytes == null ? null : new Waveform(bytes);
        } catch (InvalidContentException e) {
            return null;
        }
    }

    /** What receivers expect of a kind; phones do not show a file without a type. */
    private static String usualType(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "image/jpeg";
            case STICKER -> "image/webp";
            case VIDEO, GIF, VIDEO_NOTE -> "video/mp4";
            case AUDIO -> "audio/mpeg";
            case VOICE_NOTE -> "audio/ogg; codecs=opus";
            default -> "application/octet-stream";
        };
    }

    private static void set(Message.Builder builder, String name, @Nullable Object value) {
        FieldDescriptor field = builder.getDescriptorForType().findFieldByName(name);
        if (field != null && value != null) {
            builder.setField(field, value);
        }
    }

    private static @Nullable Object get(MessageOrBuilder message, String name) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        return field == null || !message.hasField(field) ? null : message.getField(field);
    }

    private static @Nullable String text(MessageOrBuilder message, String name) {
        return get(message, name) instanceof String text ? text : null;
    }

    private static byte @Nullable [] bytes(MessageOrBuilder message, String name) {
        return get(message, name) instanceof ByteString bytes && !bytes.isEmpty() ? bytes.toByteArray() : null;
    }

    private static long number(MessageOrBuilder message, String name) {
        return get(message, name) instanceof Long number ? Math.max(0, number) : 0;
    }

    private static @Nullable ByteString wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteString.copyFrom(bytes);
    }
}
