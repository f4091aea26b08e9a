package org.camelwhatsapp.simulator.media;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.camelwhatsapp.engine.crypto.Hashes;

/** Takes files in. A file must hash to the token in its address, which is how the service names it. */
final class MediaUploads {
    private static final int MAX_OFFSET_DIGITS = 9;

    private final MediaStore store;
    private final String origin;
    private final JsonObject more;

    /**
     * @param origin scheme, host and port of this host
     * @param more what is told of the file besides its place
     */
    MediaUploads(MediaStore store, String origin, JsonObject more) {
        this.store = store;
        this.origin = origin;
        this.more = more;
    }

    void receive(HttpServerRequest request, String token) {
        if ("1".equals(request.getParam("resume"))) {
            request.endHandler(end -> tellProgress(request, token));
            return;
        }
        String offset = request.getParam("file_offset", "0");
        boolean number = offset.length() <= MAX_OFFSET_DIGITS && offset.matches("[0-9]+");
        MediaStore.Blob blob = number ? store.begin(token, Integer.parseInt(offset)) : null;
        if (blob == null) {
            refuse(request, 400);
            return;
        }
        request.handler(piece -> {
            if (!store.append(blob, piece)) {
                refuse(request, 413);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                finish(request, token, blob);
            }
        });
    }

    private void tellProgress(HttpServerRequest request, String token) {
        if (store.find(token) != null) {
            request.response().end(place(token).put("resume", "complete").encode());
        } else {
            request.response()
                    .end(new JsonObject()
                            .put("resume", Integer.toString(store.partialLength(token)))
                            .encode());
        }
    }

    private void finish(HttpServerRequest request, String token, MediaStore.Blob blob) {
        byte[] hash = Hashes.sha256(blob.bytes().getBytes());
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(token)) {
            store.remove(token);
            refuse(request, 400);
            return;
        }
        store.complete(blob);
        request.response().end(place(token).encode());
    }

    private JsonObject place(String token) {
        // Clients append parameters to the direct path, so it must have some.
        String directPath = "/v/t62/" + token + ".enc?ccb=1&oh=0&oe=0";
        return new JsonObject()
                .put("url", origin + directPath)
                .put("direct_path", directPath)
                .put("handle", token)
                .mergeIn(more);
    }

    private static void refuse(HttpServerRequest request, int status) {
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Connection", "close")
                    .end();
        }
    }
}
