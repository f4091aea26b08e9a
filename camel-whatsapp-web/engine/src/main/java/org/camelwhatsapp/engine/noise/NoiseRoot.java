package org.camelwhatsapp.engine.noise;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The key that servers are trusted by. Another one is only needed to talk to a test server.
 *
 * @param publicKey 32 bytes; copied
 * @param serial the serial that an intermediate certificate names as its issuer, unsigned
 */
public record NoiseRoot(byte[] publicKey, int serial) {
    /** The key of the real service. Source: docs/protocol.md, "Certificate chain". */
    public static final NoiseRoot PRODUCTION =
            ofHex("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b", 0);

    private static final int KEY_BYTES = 32;

    public NoiseRoot {
        if (publicKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a Noise root key has 32 bytes, not " + publicKey.length);
        }
        publicKey = publicKey.clone();
    }

    /**
     * @param hex 64 hexadecimal digits
     * @throws IllegalArgumentException if it is anything else
     */
    public static NoiseRoot ofHex(String hex, int serial) {
        return new NoiseRoot(HexFormat.of().parseHex(hex), serial);
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoiseRoot root && serial == root.serial && Arrays.equals(publicKey, root.publicKey);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(publicKey) + serial;
    }

    @Override
    public String toString() {
        return "NoiseRoot[" + HexFormat.of().formatHex(publicKey) + ", serial=" + Integer.toUnsignedString(serial)
                + "]";
    }
}
