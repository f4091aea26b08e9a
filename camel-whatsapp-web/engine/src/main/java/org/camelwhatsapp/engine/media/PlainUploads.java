package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.env.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads files as they are, for what everybody may see. The address holds the hash, so a file is first copied into a
 * temporary one, at most {@link MediaOptions#maxBytes}. Thread-safe. Source: docs/protocol.md, "Media".
 */
final class PlainUploads {
    private static final Logger LOG = LoggerFactory.getLogger(PlainUploads.class);
    private static final int PIECE = 64 * 1024;

    private final Environment environment;
    private final MediaOptions options;
    private final MediaUploader uploader;

    PlainUploads(Environment environment, MediaOptions options, MediaUploader uploader) {
        this.environment = environment;
        this.options = options;
        this.uploader = uploader;
    }

    /** @param area the first part of the address, such as {@code product/image} */
    CompletionStage<PlainUpload> upload(MediaSource source, String area) {
        Executor blocking = environment.scheduling().blocking();
        return CompletableFuture.supplyAsync(() -> copy(source), blocking)
                .thenCompose(copy -> uploader.uploadPlain(copy, area)
                        .whenCompleteAsync((place, failure) -> delete(copy.path), blocking));
    }

    /** A large file goes on where an upload of it broke. */
    CompletionStage<RemoteMedia> uploadForNewsletter(MediaSource source, MediaKind kind) {
        Executor blocking = environment.scheduling().blocking();
        return CompletableFuture.supplyAsync(() -> copy(source), blocking).thenCompose(copy -> {
            SealedMedia open = new SealedMedia(copy.sha256, copy.sha256, copy.length, copy.length, null);
            return uploader.upload(copy.path, open, "/newsletter/newsletter-" + kind.serverType())
                    .thenApply(place -> new RemoteMedia(
                            kind,
                            place.url(),
                            place.directPath(),
                            null,
                            copy.sha256,
                            null,
                            copy.length,
                            source.mimetype(),
                            0,
                            null,
                            place.handle()))
                    .whenCompleteAsync((media, failure) -> delete(copy.path), blocking);
        });
    }

    private Copy copy(MediaSource source) {
        Path path = null;
        try {
            path = Files.createTempFile(options.temporaryDirectory(), "whatsapp-upload-", ".part");
            MessageDigest digest = Hashes.newSha256();
            long length = 0;
            try (InputStream in = source.open();
                    OutputStream out = Files.newOutputStream(path)) {
                byte[] piece = new byte[PIECE];
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    length += read;
                    if (length > options.maxBytes()) {
                        throw new MediaTooLargeException(options.maxBytes());
                    }
                    digest.update(piece, 0, read);
                    out.write(piece, 0, read);
                }
            }
            if (source.length() >= 0 && source.length() != length) {
                throw new IOException("the source gave " + length + " bytes");
            }
            return new Copy(path, length, digest.digest());
        } catch (IOException | RuntimeException e) {
            if (path != null) {
                delete(path);
            }
            throw e instanceof MediaException known ? known : new MediaException("the file cannot be read", false, e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn(
                    "an uploaded temporary file could not be deleted: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** A file on disk whose hash is known. */
    record Copy(Path path, long length, byte[] sha256) {}
}
