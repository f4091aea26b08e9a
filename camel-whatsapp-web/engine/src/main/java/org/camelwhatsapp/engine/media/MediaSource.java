package org.camelwhatsapp.engine.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file to be uploaded: on disk, in memory, or from a stream that can be opened. Immutable; it may be uploaded more
 * than once. It is read on the blocking pool, once per upload, in pieces.
 */
public final class MediaSource implements Media {
    /** The length of a source that is not known before it was read. */
    public static final long UNKNOWN_LENGTH = -1;

    private final Opener opener;
    private final long length;
    private final @Nullable String mimetype;

    private MediaSource(Opener opener, long length, @Nullable String mimetype) {
        this.opener = Objects.requireNonNull(opener, "opener");
        this.length = length;
        this.mimetype = mimetype;
    }

    /** A file on disk, which must stay as it is until the upload is done. Its length is read when it is opened. */
    public static MediaSource file(Path file, @Nullable String mimetype) {
        return new MediaSource(() -> Files.newInputStream(file), UNKNOWN_LENGTH, mimetype);
    }

    /** Bytes in memory. Not copied. */
    public static MediaSource bytes(byte[] bytes, @Nullable String mimetype) {
        return new MediaSource(() -> new ByteArrayInputStream(bytes), bytes.length, mimetype);
    }

    /**
     * Anything that can be read.
     *
     * @param length in bytes, or {@link #UNKNOWN_LENGTH}; a stream of another length fails the upload
     */
    public static MediaSource stream(Opener opener, long length, @Nullable String mimetype) {
        return new MediaSource(opener, Math.max(UNKNOWN_LENGTH, length), mimetype);
    }

    /** A new stream from the first byte on. Blocks. */
    public InputStream open() throws IOException {
        return opener.open();
    }

    /** In bytes, or {@link #UNKNOWN_LENGTH}. */
    public long length() {
        return length;
    }

    public @Nullable String mimetype() {
        return mimetype;
    }

    /** Opens a stream. Called on a thread that may block, and closed there. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }
}
