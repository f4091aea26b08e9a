package org.camelwhatsapp.gateway.notify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.env.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the messages of one request. With a key of the caller they follow from it, so that a request that is
 * repeated, by the caller or after a crash, sends nothing a second time.
 */
public final class PartIds {
    private static final int BYTES = 9;
    private static final int MAX_KEY = 255;

    private final RandomSource random;
    private final @Nullable String key;

    private PartIds(RandomSource random, @Nullable String key) {
        this.random = random;
        this.key = key;
    }

    /**
     * The ids of a request.
     *
     * @param key what the caller calls the request, or null
     * @throws NotifyException if the key has another form than 1 to 255 visible ASCII characters
     */
    public static PartIds of(RandomSource random, @Nullable String key) {
        if (key != null && (key.length() > MAX_KEY || !key.matches("[\\x21-\\x7E]+"))) {
            throw new NotifyException(400, "Idempotency-Key must be 1 to " + MAX_KEY + " visible ASCII characters");
        }
        return new PartIds(random, key);
    }

    /** The id of a part. */
    public String id(String target, int index) {
        byte[] bytes = key == null
                ? random.bytes(BYTES)
                : Arrays.copyOf(
                        Hashes.sha256((key + "\n" + target + "\n" + index).getBytes(StandardCharsets.UTF_8)), BYTES);
        return "3EB0" + HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
    }
}
