package org.camelwhatsapp.gateway.notify;

import org.jspecify.annotations.Nullable;

/**
 * What a request says beside its body.
 *
 * @param apiKey the key of the header or the query, or null
 * @param idempotencyKey what the caller calls the request, or null
 */
public record Caller(@Nullable String apiKey, @Nullable String idempotencyKey) {
    /** Prints no key. */
    @Override
    public String toString() {
        return "Caller";
    }
}
