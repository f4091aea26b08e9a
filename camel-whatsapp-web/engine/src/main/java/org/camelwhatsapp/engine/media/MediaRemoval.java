package org.camelwhatsapp.engine.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Deletes files that were meant for this device alone from the media hosts. Source: docs/protocol.md, "History". */
final class MediaRemoval {
    private final MediaConnection connection;
    private final MediaHttp http;

    MediaRemoval(MediaConnection connection, MediaHttp http) {
        this.connection = connection;
        this.http = http;
    }

    /** Fails with {@link MediaException} when the host refuses, or as the request for the hosts fails. */
    CompletionStage<Void> remove(RemoteMedia media, String handle) {
        String path = media.directPath();
        byte[] hash = media.fileEncSha256();
        if (path == null || hash == null) {
            return CompletableFuture.failedFuture(new MediaIntegrityException("the file has no usable address"));
        }
        return connection.servers().thenCompose(servers -> {
            String url = "https://" + servers.hosts().get(0) + address(media.kind(), path, hash) + "&auth="
                    + URLEncoder.encode(servers.auth(), StandardCharsets.UTF_8)
                    + (handle.isEmpty() ? "" : "&e_handle=" + URLEncoder.encode(handle, StandardCharsets.UTF_8));
            return http.delete(url).thenApply(MediaRemoval::check);
        });
    }

    private static String address(MediaKind kind, String path, byte[] hash) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String token = encoder.encodeToString(hash);
        int query = path.indexOf('?');
        String bare = query < 0 ? path : path.substring(0, query);
        return "/mms/" + kind.serverType() + "/" + token + "?token=" + token + "&d_md="
                + encoder.encodeToString(bare.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Void check(HttpAnswer answer) {
        if (answer.status() >= 300) {
            throw new MediaException("the media host answered with status " + answer.status(), false, null);
        }
        return null;
    }
}
