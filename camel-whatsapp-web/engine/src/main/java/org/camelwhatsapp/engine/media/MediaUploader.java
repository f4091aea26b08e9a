package org.camelwhatsapp.engine.media;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.session.Futures;

/**
 * Sends files, encrypted ones as a rule, to the media hosts. Hosts are tried in order; when one says that the authorisation is no longer
 * good, a new one is asked for once. From 5 MiB on a host is first asked what it already has, so that a broken upload
 * goes on where it stopped. Thread-safe. Source: docs/protocol.md, "Media".
 */
final class MediaUploader {
    static final long RESUMABLE_FROM = 5L << 20;

    private final Environment environment;
    private final MediaOptions options;
    private final MediaConnection connection;
    private final MediaHttp http;

    MediaUploader(Environment environment, MediaOptions options, MediaConnection connection, MediaHttp http) {
        this.environment = environment;
        this.options = options;
        this.connection = connection;
        this.http = http;
    }

    /**
     * Where the file lies afterwards.
     *
     * @param place the beginning of the address, such as {@code /mms/image}
     */
    CompletionStage<UploadedPlace> upload(Path file, SealedMedia sealed, String place) {
        return authorised(servers -> upload(servers, file, sealed, place));
    }

    /** Sends a file as it is. */
    CompletionStage<PlainUpload> uploadPlain(PlainUploads.Copy copy, String area) {
        String path = "/" + area + "/";
        return authorised(servers -> {
            String address = address(path, copy.sha256(), servers);
            return new HostWalk<>(
                            environment,
                            options,
                            servers.hosts(),
                            host -> post("https://" + host + address, new UploadBody(copy.path(), 0, copy.length())))
                    .start()
                    .thenApply(PlainUpload::of);
        });
    }

    private <T> CompletionStage<T> authorised(Function<MediaServers, CompletionStage<T>> attempt) {
        return connection
                .servers()
                .thenCompose(servers -> attempt.apply(servers).exceptionallyCompose(failure -> {
                    if (!(Futures.unwrap(failure) instanceof Unauthorized)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    return connection.insteadOf(servers).thenCompose(attempt);
                }));
    }

    private static String address(String path, byte[] hash, MediaServers servers) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        return path + token + "?auth=" + URLEncoder.encode(servers.auth(), StandardCharsets.UTF_8) + "&token=" + token;
    }

    private CompletionStage<UploadedPlace> upload(MediaServers servers, Path file, SealedMedia sealed, String place) {
        String address = address(place + "/", sealed.fileEncSha256(), servers);
        return new HostWalk<>(environment, options, servers.hosts(), host -> {
                    String url = "https://" + host + address;
                    return sealed.encryptedLength() < RESUMABLE_FROM
                            ? send(url, new UploadBody(file, 0, sealed.encryptedLength()))
                            : resume(url, file, sealed.encryptedLength());
                })
                .start();
    }

    private CompletionStage<UploadedPlace> resume(String url, Path file, long length) {
        return http.post(url + "&resume=1", new UploadBody(file, 0, 0)).thenCompose(answer -> {
            if (answer.isUnauthorized()) {
                return CompletableFuture.failedFuture(new Unauthorized(answer));
            }
            // A host that does not know the question gets the whole file.
            JsonObject json = answer.isOk() ? parse(answer) : new JsonObject();
            String state = String.valueOf(json.getValue("resume"));
            if (state.equals("complete") && UploadedPlace.isIn(json)) {
                return CompletableFuture.completedFuture(UploadedPlace.of(json));
            }
            long offset = offset(state, length);
            return send(
                    offset == 0 ? url : url + "&file_offset=" + offset, new UploadBody(file, offset, length - offset));
        });
    }

    private static long offset(String state, long length) {
        boolean number =
                !state.isEmpty() && state.length() < 18 && state.chars().allMatch(Character::isDigit);
        long offset = number ? Long.parseLong(state) : 0;
        return offset < length ? offset : 0;
    }

    private CompletionStage<UploadedPlace> send(String url, UploadBody body) {
        return post(url, body).thenApply(UploadedPlace::of);
    }

    private CompletionStage<JsonObject> post(String url, UploadBody body) {
        return http.post(url, body).thenApply(answer -> {
            if (answer.isUnauthorized()) {
                throw new Unauthorized(answer);
            }
            if (answer.isTemporary()) {
                throw new TemporaryRefusal(answer);
            }
            if (!answer.isOk()) {
                throw new MediaException("the media host refused the file with status " + answer.status(), false, null);
            }
            return parse(answer);
        });
    }

    private static JsonObject parse(HttpAnswer answer) {
        try {
            return new JsonObject(answer.text());
        } catch (DecodeException e) {
            throw new MediaException("the answer of the media host cannot be read", true, e);
        }
    }

    /** The authorisation is not, or no longer, good. */
    private static final class Unauthorized extends MediaException {
        private static final long serialVersionUID = 1L;

        Unauthorized(HttpAnswer answer) {
            super("the media host answered with status " + answer.status(), true, null);
        }
    }
}
