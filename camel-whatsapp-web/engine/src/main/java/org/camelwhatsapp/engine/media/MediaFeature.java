package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads and downloads the files of messages. Memory does not grow with the size of a file. The methods may be called
 * from any thread; stages complete on the session's mailbox and fail with a {@link MediaException}, or with what the
 * session's requests fail with.
 *
 * <p>The address of an upload holds the hash of the encrypted file, so a file must be encrypted before its first byte is
 * sent. It is encrypted once, into a temporary file, rather than twice from the source: a source may change between two
 * readings, a second try or a resumed upload needs bytes from the middle, which a block chain only gives from the start,
 * and the disk costs less than the cipher. What lies on the disk is ciphertext; it is as large as the content, at most
 * {@link MediaOptions#maxBytes}, for each of at most {@link MediaOptions#maxTransfers} transfers.
 */
public final class MediaFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(MediaFeature.class);

    private final Session session;
    private final MediaOptions options;
    private final MediaConnection connection;
    private final MediaUploader uploader;
    private final MediaDownloader downloader;
    private final PlainUploads plain;
    private final MediaRetry retry;
    private final TransferGate gate;
    private final MediaHttp http;

    public MediaFeature(Session session, MediaHttp http, MediaOptions options) {
        Environment environment = session.environment();
        this.session = session;
        this.options = options;
        this.http = http;
        connection = new MediaConnection(session);
        uploader = new MediaUploader(environment, options, connection, http);
        downloader = new MediaDownloader(environment, options, connection, http);
        plain = new PlainUploads(environment, options, uploader);
        retry = new MediaRetry(session, options);
        gate = new TransferGate(session.mailbox(), options.maxTransfers());
        session.gauges().add("media.transfers", options.maxTransfers(), gate::running);
        session.gauges().add("media.waitingTransfers", TransferGate.MAX_WAITING, gate::waiting);
        session.gauges().add("media.reuploads", MediaRetry.MAX_PENDING, retry::pendingCount);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("mediaretry", retry::onNotification);
    }

    @Override
    public void onDisconnect() {
        connection.clear();
    }

    /** Encrypts and uploads a file. The result holds everything that a message needs. */
    public CompletionStage<RemoteMedia> upload(MediaSource source, MediaKind kind) {
        return upload(source, kind, session.environment().random().bytes(MediaKeys.MEDIA_KEY_BYTES));
    }

    /**
     * As {@link #upload(MediaSource, MediaKind)}, under a key of another file that it belongs to. The kinds must differ:
     * one key for two files of a kind would encrypt both alike.
     *
     * @param mediaKey 32 bytes
     */
    public CompletionStage<RemoteMedia> upload(MediaSource source, MediaKind kind, byte[] mediaKey) {
        if (source.length() > options.maxBytes()) {
            return CompletableFuture.failedFuture(new MediaTooLargeException(options.maxBytes()));
        }
        return gate.pass(() -> CompletableFuture.supplyAsync(() -> seal(source, kind, mediaKey), blocking())
                .thenCompose(file -> uploader.upload(file.path, file.sealed, "/mms/" + kind.serverType())
                        .thenApply(place -> remote(place, file.sealed, source, kind, mediaKey))
                        .whenCompleteAsync((media, failure) -> delete(file.path), blocking())));
    }

    /**
     * Uploads a file for a newsletter, whose files are not encrypted. The result has a handle in place of a key. A copy of
     * the file lies on the disk meanwhile.
     */
    public CompletionStage<RemoteMedia> uploadPlain(MediaSource source, MediaKind kind) {
        if (source.length() > options.maxBytes()) {
            return CompletableFuture.failedFuture(new MediaTooLargeException(options.maxBytes()));
        }
        return gate.pass(() -> plain.uploadForNewsletter(source, kind));
    }

    /**
     * Uploads a file as it is, for what everybody may see: pictures of products, files of channels.
     *
     * @param area the first part of the address, such as {@code product/image}
     */
    public CompletionStage<PlainUpload> uploadPlain(MediaSource source, String area) {
        if (source.length() > options.maxBytes()) {
            return CompletableFuture.failedFuture(new MediaTooLargeException(options.maxBytes()));
        }
        return gate.pass(() -> plain.upload(source, area));
    }

    private SealedFile seal(MediaSource source, MediaKind kind, byte[] mediaKey) {
        Path path = null;
        try {
            path = Files.createTempFile(options.temporaryDirectory(), "whatsapp-upload-", ".enc");
            try (InputStream in = source.open();
                    OutputStream out = Files.newOutputStream(path)) {
                SealedMedia sealed = new MediaEncryptor(
                                MediaKeys.expand(mediaKey, kind), kind.isStreamable(), options.maxBytes(), out)
                        .seal(in);
                if (source.length() >= 0 && source.length() != sealed.fileLength()) {
                    throw new IOException("the source gave " + sealed.fileLength() + " bytes");
                }
                return new SealedFile(path, sealed);
            }
        } catch (IOException | RuntimeException e) {
            if (path != null) {
                delete(path);
            }
            throw e instanceof MediaException known
                    ? known
                    : new MediaException("the file cannot be read or encrypted", false, e);
        }
    }

    private RemoteMedia remote(
            UploadedPlace place, SealedMedia sealed, MediaSource source, MediaKind kind, byte[] mediaKey) {
        return new RemoteMedia(
                kind,
                place.url(),
                place.directPath(),
                mediaKey,
                sealed.fileSha256(),
                sealed.fileEncSha256(),
                sealed.fileLength(),
                source.mimetype(),
                session.environment().time().instant().getEpochSecond(),
                sealed.streamingSidecar());
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

    /**
     * Downloads a file. The target appears, or is replaced, in one step after everything was verified; until then the
     * content lies in a hidden file beside it.
     *
     * <p>Fails with {@link MediaExpiredException} when the hosts no longer have it, {@link MediaIntegrityException} when
     * it is not what the message says.
     */
    public CompletionStage<Void> download(RemoteMedia media, Path target) {
        return download(media, new FileSink(target, session.environment().random()));
    }

    /** As {@link #download(RemoteMedia, Path)}, into a sink of the caller's. */
    public CompletionStage<Void> download(RemoteMedia media, MediaSink sink) {
        return gate.pass(() -> downloader.download(media, options.maxBytes(), sink));
    }

    /**
     * Downloads a small file into memory.
     *
     * @param maxBytes the largest content that is accepted
     */
    public CompletionStage<byte[]> downloadBytes(RemoteMedia media, int maxBytes) {
        MemorySink sink = new MemorySink();
        return gate.pass(() -> downloader.download(media, maxBytes, sink)).thenApply(nothing -> sink.bytes());
    }

    /** As {@link #download(RemoteMedia, Path)}; when the file has expired, the phone is asked for it once. */
    public CompletionStage<Void> downloadOrReupload(MessageKey key, RemoteMedia media, Path target) {
        return download(media, target).exceptionallyCompose(failure -> {
            if (!(Futures.unwrap(failure) instanceof MediaExpiredException)) {
                return CompletableFuture.failedFuture(Futures.unwrap(failure));
            }
            return requestReupload(key, media)
                    .thenCompose(directPath -> download(media.withDirectPath(directPath), target));
        });
    }

    /**
     * Asks the phone to upload a file again and completes with its new direct path. Keys and hashes stay as they were.
     * The answer is also told as {@link org.camelwhatsapp.engine.event.MediaReuploaded}.
     *
     * <p>Fails with {@link MediaExpiredException} when the phone no longer has the file and
     * {@link org.camelwhatsapp.engine.session.RequestTimeoutException} when it does not answer in time.
     */
    public CompletionStage<String> requestReupload(MessageKey key, RemoteMedia media) {
        return MailboxCalls.call(session.mailbox(), () -> retry.request(key, media));
    }

    /**
     * As {@link #requestReupload}, for a file that the phone shared with this device behind the scenes.
     *
     * @param messageId the message that named the file
     */
    public CompletionStage<String> requestPeerReupload(String messageId, RemoteMedia media) {
        return MailboxCalls.call(session.mailbox(), () -> retry.requestOfPeer(messageId, media));
    }

    /**
     * Tells the hosts that a file for this device alone is no longer needed. Whatever comes of it, they delete it some
     * day.
     *
     * @param handle what came with the file for this purpose; may be empty
     */
    public void discard(RemoteMedia media, String handle) {
        new MediaRemoval(connection, http).remove(media, handle).exceptionally(failure -> {
            LOG.debug("a file was not deleted: {}", Futures.unwrap(failure).toString());
            return null;
        });
    }

    /** How many transfers run, of {@link MediaOptions#maxTransfers}. */
    public int runningTransfers() {
        return gate.running();
    }

    /** How many transfers wait, of 1,024. */
    public int waitingTransfers() {
        return gate.waiting();
    }

    /** For how many files the phone is being asked, of 256. */
    public int pendingReuploads() {
        return retry.pendingCount();
    }

    private Executor blocking() {
        return session.environment().scheduling().blocking();
    }

    private record SealedFile(Path path, SealedMedia sealed) {}
}
