package org.camelwhatsapp.engine.media;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file on the media hosts and the key to it, as a message carries them. The arrays are not copied and must not be
 * changed.
 *
 * @param kind what the file is
 * @param url the full address at the time of sending; its host may be gone since
 * @param directPath the address without host, preferred over the url
 * @param mediaKey 32 bytes; null for a file that is not encrypted, as in newsletters
 * @param fileSha256 the hash of the content
 * @param fileEncSha256 the hash of the encrypted file
 * @param fileLength the length of the content in bytes, as the sender says; 0 when unknown
 * @param mimetype such as {@code image/jpeg}
 * @param mediaKeyTimestampSeconds when the key was made, in seconds since 1970; 0 when unknown
 * @param streamingSidecar the codes with which a receiver plays while it loads; null for kinds without
 * @param handle by what the server knows a file that was just uploaded for a newsletter; null otherwise
 */
public record RemoteMedia(
        MediaKind kind,
        @Nullable String url,
        @Nullable String directPath,
        byte @Nullable [] mediaKey,
        byte @Nullable [] fileSha256,
        byte @Nullable [] fileEncSha256,
        long fileLength,
        @Nullable String mimetype,
        long mediaKeyTimestampSeconds,
        byte @Nullable [] streamingSidecar,
        @Nullable String handle)
        implements Media {
    /** Not just uploaded for a newsletter. */
    public RemoteMedia(
            MediaKind kind,
            @Nullable String url,
            @Nullable String directPath,
            byte @Nullable [] mediaKey,
            byte @Nullable [] fileSha256,
            byte @Nullable [] fileEncSha256,
            long fileLength,
            @Nullable String mimetype,
            long mediaKeyTimestampSeconds,
            byte @Nullable [] streamingSidecar) {
        this(
                kind,
                url,
                directPath,
                mediaKey,
                fileSha256,
                fileEncSha256,
                fileLength,
                mimetype,
                mediaKeyTimestampSeconds,
                streamingSidecar,
                null);
    }

    /** Without a sidecar, as for everything that was received. */
    public RemoteMedia(
            MediaKind kind,
            @Nullable String url,
            @Nullable String directPath,
            byte @Nullable [] mediaKey,
            byte @Nullable [] fileSha256,
            byte @Nullable [] fileEncSha256,
            long fileLength,
            @Nullable String mimetype,
            long mediaKeyTimestampSeconds) {
        this(
                kind,
                url,
                directPath,
                mediaKey,
                fileSha256,
                fileEncSha256,
                fileLength,
                mimetype,
                mediaKeyTimestampSeconds,
                null);
    }

    /** The same file at its new place, after the phone uploaded it again. */
    public RemoteMedia withDirectPath(String newDirectPath) {
        return new RemoteMedia(
                kind,
                null,
                newDirectPath,
                mediaKey,
                fileSha256,
                fileEncSha256,
                fileLength,
                mimetype,
                mediaKeyTimestampSeconds,
                streamingSidecar);
    }

    public boolean isEncrypted() {
        return mediaKey != null;
    }

    /** Arrays are compared by content. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemoteMedia media
                && kind == media.kind
                && fileLength == media.fileLength
                && mediaKeyTimestampSeconds == media.mediaKeyTimestampSeconds
                && Objects.equals(url, media.url)
                && Objects.equals(directPath, media.directPath)
                && Objects.equals(mimetype, media.mimetype)
                && Objects.equals(handle, media.handle)
                && Arrays.equals(mediaKey, media.mediaKey)
                && Arrays.equals(fileSha256, media.fileSha256)
                && Arrays.equals(fileEncSha256, media.fileEncSha256)
                && Arrays.equals(streamingSidecar, media.streamingSidecar);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, url, directPath, fileLength, Arrays.hashCode(fileSha256));
    }

    /** Never prints key or address: either one opens the file. */
    @Override
    public String toString() {
        return "RemoteMedia[" + kind + ", " + fileLength + " bytes, " + mimetype + "]";
    }
}
