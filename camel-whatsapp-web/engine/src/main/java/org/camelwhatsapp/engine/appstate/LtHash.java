package org.camelwhatsapp.engine.appstate;

import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.Hkdf;

/**
 * A hash of a set: members are added and taken away in any order. 64 little-endian words of 16 bits; a member is expanded
 * to as many and added word by word. Not thread-safe. Source: docs/protocol.md, "App state".
 */
public final class LtHash {
    /** How long a hash is. */
    public static final int BYTES = 128;

    private static final byte[] INFO = "WhatsApp Patch Integrity".getBytes(StandardCharsets.UTF_8);

    private final byte[] state;

    /** The hash of nothing. */
    public LtHash() {
        this.state = new byte[BYTES];
    }

    /** @throws AppStateException if there are not 128 bytes */
    public LtHash(byte[] state) {
        if (state.length != BYTES) {
            throw new AppStateException(AppStateException.Reason.MALFORMED, "a hash has 128 bytes");
        }
        this.state = state.clone();
    }

    public void add(byte[] member) {
        mix(member, 1);
    }

    public void subtract(byte[] member) {
        mix(member, -1);
    }

    private void mix(byte[] member, int sign) {
        byte[] expanded = Hkdf.derive(member, null, INFO, BYTES);
        for (int i = 0; i < BYTES; i += 2) {
            int sum = word(state, i) + sign * word(expanded, i);
            state[i] = (byte) sum;
            state[i + 1] = (byte) (sum >>> 8);
        }
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    /** A copy. */
    public byte[] toBytes() {
        return state.clone();
    }
}
