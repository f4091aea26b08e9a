package org.camelwhatsapp.component.operation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * The body of an exchange as a file to send: bytes, a file, a path, anything that Camel makes a stream of, or the file
 * of a received message. A stream is read once.
 */
final class MediaBody {
    private final OperationContext context;

    MediaBody(OperationContext context) {
        this.context = context;
    }

    /**
     * The file.
     *
     * @param usualType what the type must begin with to be guessed from the file's name, such as {@code image/}; empty
     *     for any, null to leave it to the engine
     * @throws InvalidRequestException if the body is none
     */
    Media media(@Nullable String usualType) {
        Message in = context.exchange().getIn();
        Object body = in.getBody();
        if (body instanceof Media known) {
            return known;
        }
        String type = mimetype(usualType);
        Path path = path();
        if (path != null) {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new InvalidRequestException("the file in the body cannot be read");
            }
            return MediaSource.file(path, type);
        }
        if (body instanceof byte[] bytes) {
            return MediaSource.bytes(bytes, type);
        }
        // A text is far more often the name of a file than its content; only documents may be texts.
        InputStream stream =
                body instanceof CharSequence && !"".equals(usualType) ? null : in.getBody(InputStream.class);
        if (stream == null) {
            throw new InvalidRequestException("the body must be bytes, a File, a Path or an InputStream");
        }
        return MediaSource.stream(once(stream), MediaSource.UNKNOWN_LENGTH, type);
    }

    private static MediaSource.Opener once(InputStream stream) {
        AtomicBoolean opened = new AtomicBoolean();
        return () -> {
            if (opened.getAndSet(true)) {
                throw new IOException("the stream of the body was read before");
            }
            return stream;
        };
    }

    private @Nullable Path path() {
        Object body = context.exchange().getIn().getBody();
        Object file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        return file instanceof Path path ? path : file instanceof File plain ? plain.toPath() : null;
    }

    private @Nullable String mimetype(@Nullable String usualType) {
        String given = context.header(WhatsAppWebConstants.MIME_TYPE);
        if (given != null && !given.isEmpty()) {
            return given;
        }
        String guess = usualType == null ? null : URLConnection.guessContentTypeFromName(fileName());
        return guess != null && usualType != null && guess.startsWith(usualType) ? guess : null;
    }

    /** The name to show: the header, else that of the file, else {@code file}. Never with a directory. */
    String fileName() {
        String name = context.header(WhatsAppWebConstants.FILE_NAME);
        if (name == null || name.isEmpty()) {
            Path path = path();
            Path last = path == null ? null : path.getFileName();
            name = last == null ? context.header(Exchange.FILE_NAME_ONLY) : last.toString();
        }
        String bare = name == null ? "" : name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
        return bare.isEmpty() ? "file" : bare;
    }

    @Nullable
    String caption() {
        String caption = context.header(WhatsAppWebConstants.CAPTION);
        return caption == null || caption.isEmpty() ? null : caption;
    }
}
