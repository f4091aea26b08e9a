package org.camelwhatsapp.engine.noise;

/** The names and constants of the handshake. Source: docs/protocol.md, "Noise handshake". */
public final class NoiseProtocol {
    public static final String XX = "Noise_XX_25519_AESGCM_SHA256\0\0\0\0";
    public static final String IK = "Noise_IK_25519_AESGCM_SHA256\0\0\0\0";
    public static final String XX_FALLBACK = "Noise_XXfallback_25519_AESGCM_SHA256";

    /** "WA", protocol 6, token dictionary 3: the start of every connection, and the prologue. */
    private static final byte[] PROLOGUE = {'W', 'A', 6, 3};

    private NoiseProtocol() {}

    public static byte[] prologue() {
        return PROLOGUE.clone();
    }
}
