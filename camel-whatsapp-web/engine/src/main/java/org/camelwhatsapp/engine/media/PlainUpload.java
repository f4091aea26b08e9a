package org.camelwhatsapp.engine.media;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a media host said about a file that was uploaded as it is.
 *
 * @param url the full address, or null if the host named none
 * @param directPath the address without host, or null if the host named none
 * @param details everything the host said, such as {@code handle} or {@code fbid}, at most 32 values
 */
public record PlainUpload(@Nullable String url, @Nullable String directPath, Map<String, String> details) {
    private static final int MAX_DETAILS = 32;

    static PlainUpload of(JsonObject json) {
        Map<String, String> details = new LinkedHashMap<>();
        json.stream()
                .limit(MAX_DETAILS)
                .filter(entry -> entry.getValue() instanceof String || entry.getValue() instanceof Number)
                .forEach(entry -> details.put(entry.getKey(), entry.getValue().toString()));
        return new PlainUpload(details.get("url"), details.get("direct_path"), Map.copyOf(details));
    }

    /** @throws MediaException if the host did not say it */
    public String require(String name) {
        String value = details.get(name);
        if (value == null) {
            throw new MediaException("the media host did not say " + name, true, null);
        }
        return value;
    }

    /** Never prints what the host said, as part of it is a proof. */
    @Override
    public String toString() {
        return "PlainUpload" + details.keySet();
    }
}
