package org.camelwhatsapp.component.operation;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.WrappedFile;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * A file to send, as a route gives it: bytes, a file, a path, a stream, or the file of a received message. In JSON it is
 * an object with the bytes in {@code base64}; a path in JSON is refused, as it would let a stranger read the disk. A
 * stream is read once.
 */
public final class FileInput {
    static final String EXPECTED = "bytes, a File, a Path or an InputStream; in JSON {\"base64\": \"...\"}";

    private final Object content;
    private final @Nullable String name;

    private FileInput(Object content, @Nullable String name) {
        this.content = content;
        this.name = name;
    }

    /** Whether {@link #of} takes it. */
    static boolean accepts(@Nullable Object value) {
        return value instanceof FileInput
                || value instanceof Media
                || value instanceof byte[]
                || value instanceof InputStream
                || value instanceof Path
                || value instanceof File
                || value instanceof WrappedFile;
    }

    /**
     * Wraps any of the forms.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static FileInput of(Object value) {
        if (value instanceof FileInput known) {
            return known;
        }
        Object plain = value instanceof WrappedFile<?> wrapped ? wrapped.getFile() : value;
        if (plain instanceof File file) {
            plain = file.toPath();
        }
        if (plain instanceof Path path) {
            Path last = path.getFileName();
            return new FileInput(path, last == null ? null : last.toString());
        }
        if (!accepts(plain)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return new FileInput(plain, null);
    }

    /**
     * As media to upload.
     *
     * @param mimeType its type, or null to guess
     * @param usualType what a guess must begin with, such as {@code image/}; empty for any, null for no guess
     * @throws InvalidRequestException if the file cannot be read
     */
    public Media media(@Nullable String mimeType, @Nullable String usualType) {
        if (content instanceof Media known) {
            return known;
        }
        String type = mimeType != null && !mimeType.isEmpty() ? mimeType : guess(usualType);
        if (content instanceof Path path) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new InvalidRequestException("file: it cannot be read");
            }
            return MediaSource.file(path, type);
        }
        if (content instanceof byte[] bytes) {
            return MediaSource.bytes(bytes, type);
        }
        return MediaSource.stream(once((InputStream) content), MediaSource.UNKNOWN_LENGTH, type);
    }

    /**
     * The content, for files that are small.
     *
     * @throws InvalidRequestException if the file cannot be read or is larger
     */
    public byte[] bytes(int maxBytes) {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new InvalidRequestException("file: expected at most " + maxBytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new InvalidRequestException("file: it cannot be read");
        }
    }

    private InputStream open() throws IOException {
        if (content instanceof Path path) {
            return Files.newInputStream(path);
        }
        if (content instanceof byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }
        if (content instanceof InputStream stream) {
            return stream;
        }
        throw new InvalidRequestException("file: expected " + EXPECTED);
    }

    private @Nullable String guess(@Nullable String usualType) {
        String guess = usualType == null || name == null ? null : URLConnection.guessContentTypeFromName(name);
        return guess != null && usualType != null && guess.startsWith(usualType) ? guess : null;
    }

    private static MediaSource.Opener once(InputStream stream) {
        AtomicBoolean opened = new AtomicBoolean();
        return () -> {
            if (opened.getAndSet(true)) {
                throw new IOException("the stream was read before");
            }
            return stream;
        };
    }

    /**
     * The name to show. Never with a directory.
     *
     * @param given the name asked for, or null for that of the file
     */
    public String nameOr(@Nullable String given) {
        String shown = given == null || given.isEmpty() ? name : given;
        String bare =
                shown == null ? "" : shown.substring(1 + Math.max(shown.lastIndexOf('/'), shown.lastIndexOf('\\')));
        return bare.isEmpty() ? "file" : bare;
    }

    /** The same file under another name, which its type is guessed from. */
    FileInput named(@Nullable String other) {
        return other == null || other.isEmpty() ? this : new FileInput(content, other);
    }
}
