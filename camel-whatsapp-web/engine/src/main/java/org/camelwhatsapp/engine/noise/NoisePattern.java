package org.camelwhatsapp.engine.noise;

/** The handshake patterns in use. Source: docs/protocol.md, "Noise handshake". */
public enum NoisePattern {
    /** The full handshake: neither side knows the other. */
    XX("Noise_XX_25519_AESGCM_SHA256\0\0\0\0"),
    /** The short handshake: the server's static key is known from an earlier one. */
    IK("Noise_IK_25519_AESGCM_SHA256\0\0\0\0"),
    /** The server declined {@link #IK} and answers as in {@link #XX}, to the same ephemeral key. */
    XX_FALLBACK("Noise_XXfallback_25519_AESGCM_SHA256");

    private static final byte[] PROLOGUE = {'W', 'A', 6, 3};

    private final String protocolName;

    NoisePattern(String protocolName) {
        this.protocolName = protocolName;
    }

    public String protocolName() {
        return protocolName;
    }

    /** The four bytes both sides mix in first: "WA", the protocol version 6 and the dictionary version 3. A copy. */
    public static byte[] prologue() {
        return PROLOGUE.clone();
    }

    /** A new state with the prologue mixed in. */
    public SymmetricState start() {
        SymmetricState state = new SymmetricState(protocolName);
        state.mixHash(PROLOGUE);
        return state;
    }
}
