package org.camelwhatsapp.simulator.media;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.env.RandomSource;

/**
 * Keeps the files of messages, over HTTPS on the loopback address. It sees ciphertext only. Event loop only. Source:
 * docs/protocol.md, "Media".
 */
public final class MediaHost {
    /** All files together, in bytes; the oldest go when there are more. */
    public static final long CAPACITY = 128L << 20;

    private static final int IDLE_SECONDS = 300;
    private static final Pattern UPLOAD =
            Pattern.compile("/((?:mms|newsletter|product|pps)/[a-z-]{1,64})/([A-Za-z0-9_-]{43})=?");
    private static final Pattern DOWNLOAD = Pattern.compile("/v/t62/([A-Za-z0-9_-]{43})\\.enc");
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,9})-([0-9]{0,9})");

    private final Vertx vertx;
    private final TlsIdentity identity;
    private final MediaStore store = new MediaStore(CAPACITY);
    private final String auth;
    private final CoverPhotos covers;
    private String host = "";

    /** @param clock seconds since 1970 */
    public MediaHost(Vertx vertx, RandomSource random, TlsIdentity identity, LongSupplier clock) {
        this.vertx = vertx;
        this.identity = identity;
        this.auth = HexFormat.of().formatHex(random.bytes(16));
        this.covers = new CoverPhotos(auth, clock);
    }

    /** Completes when uploads and downloads are accepted. */
    public CompletionStage<Void> listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(identity.keyCertOptions())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .<Void>map(port -> {
                    host = "127.0.0.1:" + port;
                    return null;
                })
                .toCompletionStage();
    }

    /** What a client has to trust. */
    public String certificatePem() {
        return identity.certificatePem();
    }

    /** Address and port. */
    public String host() {
        return host;
    }

    /** What an upload must show. */
    public String auth() {
        return auth;
    }

    /** Puts a file there that anybody may download, such as a picture; returns its address. */
    public String publish(byte[] bytes) {
        return "https://" + host + "/v/t62/" + put(bytes) + ".enc";
    }

    /** Puts an encrypted file there as an upload does; returns its direct path. */
    public String upload(byte[] bytes) {
        return "/v/t62/" + put(bytes) + ".enc?ccb=1&oh=0&oe=0";
    }

    private String put(byte[] bytes) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(bytes));
        if (store.find(token) == null) {
            MediaStore.Blob blob = Objects.requireNonNull(store.begin(token, 0));
            store.append(blob, Buffer.buffer(bytes));
            store.complete(blob);
        }
        return token;
    }

    /** Proofs that cover photos were uploaded. */
    public CoverPhotos covers() {
        return covers;
    }

    /** Whether there is a file at this place. */
    public boolean has(String directPath) {
        Matcher path = DOWNLOAD.matcher(directPath);
        return path.lookingAt() && store.find(path.group(1)) != null;
    }

    /** Forgets every file, as if all had expired. */
    public void expireAll() {
        store.clear();
    }

    /** Brings back a file that was forgotten, as if it had been uploaded again; false if it was never here. */
    public boolean restore(String directPath) {
        Matcher path = DOWNLOAD.matcher(directPath);
        return path.lookingAt() && store.restore(path.group(1));
    }

    /** How full it is, of {@link #CAPACITY}. */
    public long usedBytes() {
        return store.usedBytes();
    }

    private void answer(HttpServerRequest request) {
        Matcher upload = UPLOAD.matcher(request.path());
        Matcher download = DOWNLOAD.matcher(request.path());
        if (request.method().equals(HttpMethod.GET) && download.matches()) {
            send(request, download.group(1));
        } else if (!upload.matches()) {
            status(request, 404);
        } else if (!auth.equals(request.getParam("auth"))) {
            status(request, 401);
        } else if (request.method().equals(HttpMethod.POST)) {
            JsonObject more =
                    upload.group(1).equals(CoverPhotos.AREA) ? covers.describe(upload.group(2)) : new JsonObject();
            new MediaUploads(store, "https://" + host, more).receive(request, upload.group(2));
        } else if (request.method().equals(HttpMethod.DELETE)) {
            store.remove(upload.group(2));
            status(request, 200);
        } else {
            status(request, 405);
        }
    }

    private void send(HttpServerRequest request, String token) {
        MediaStore.Blob blob = store.find(token);
        if (blob == null) {
            status(request, 404);
            return;
        }
        Buffer bytes = blob.bytes();
        Matcher range = RANGE.matcher(request.getHeader("Range") == null ? "" : request.getHeader("Range"));
        if (!range.matches()) {
            request.response().end(bytes);
            return;
        }
        int start = Integer.parseInt(range.group(1));
        int end = range.group(2).isEmpty() ? bytes.length() : Integer.parseInt(range.group(2)) + 1;
        end = Math.min(end, bytes.length());
        if (start >= end) {
            status(request, 416);
            return;
        }
        request.response()
                .setStatusCode(206)
                .putHeader("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + bytes.length())
                .end(bytes.getBuffer(start, end));
    }

    private static void status(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
