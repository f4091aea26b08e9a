package org.camelwhatsapp.engine.noise;

import java.util.HexFormat;

/**
 * Whom the server's certificate chain must go back to.
 *
 * @param publicKey X25519, 32 bytes
 * @param serial the serial that the intermediate names as its issuer
 */
public record NoiseRoot(byte[] publicKey, int serial) {
    /** The root of the real service. Source: docs/protocol.md, "Certificate chain". */
    public static final NoiseRoot PRODUCTION =
            ofHex("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b", 0);

    public NoiseRoot {
        if (publicKey.length != 32) {
            throw new IllegalArgumentException("a Noise root key has 32 bytes");
        }
    }

    /** @throws IllegalArgumentException unless the text is 64 hex digits */
    public static NoiseRoot ofHex(String publicKey, int serial) {
        return new NoiseRoot(HexFormat.of().parseHex(publicKey), serial);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(publicKey) + "/" + serial;
    }
}
