package org.camelwhatsapp.simulator.media;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.camelwhatsapp.engine.crypto.Hmac;

/**
 * The proof that a cover photo was uploaded here: what the host tells the uploader, who shows it to the server. Nothing is
 * kept, as the proof can be computed again.
 */
public final class CoverPhotos {
    static final String AREA = "pps/biz-cover-photo";

    private final byte[] key;
    private final LongSupplier clock;

    /** @param clock seconds since 1970 */
    CoverPhotos(String secret, LongSupplier clock) {
        this.key = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** @param token the file's name, which is its hash */
    JsonObject describe(String token) {
        String id = String.format(Locale.ROOT, "1%015d", Integer.toUnsignedLong(token.hashCode()));
        long time = clock.getAsLong();
        return new JsonObject().put("fbid", id).put("ts", time).put("meta_hmac", proof(id, Long.toString(time)));
    }

    /** Whether this host said so. */
    public boolean isGenuine(String id, String time, String proof) {
        return proof.equals(proof(id, time));
    }

    private String proof(String id, String time) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Hmac.sha256(key, (id + " " + time).getBytes(StandardCharsets.UTF_8)));
    }
}
