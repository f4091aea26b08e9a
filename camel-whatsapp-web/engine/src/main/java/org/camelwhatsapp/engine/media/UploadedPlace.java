package org.camelwhatsapp.engine.media;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Where an uploaded file lies.
 *
 * @param url the full address
 * @param directPath the address without host
 * @param handle by what messages name it besides, or null
 */
record UploadedPlace(
        String url, String directPath, @Nullable String handle) {
    static boolean isIn(JsonObject json) {
        return json.getValue("url") instanceof String && json.getValue("direct_path") instanceof String;
    }

    /** @throws MediaException if the answer names no place */
    static UploadedPlace of(JsonObject json) {
        if (!isIn(json)) {
            throw new MediaException("the media host did not say where the file lies", true, null);
        }
        String handle = json.getValue("handle") instanceof String text ? text : null;
        return new UploadedPlace(json.getString("url"), json.getString("direct_path"), handle);
    }
}
