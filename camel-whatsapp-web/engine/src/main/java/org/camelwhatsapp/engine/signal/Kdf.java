package org.camelwhatsapp.engine.signal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.Hmac;

/** The derivations of the ratchets. Source: docs/protocol.md, "Double ratchet" and "Sender keys". */
final class Kdf {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final byte[] TEXT = ascii("WhisperText");
    private static final byte[] RATCHET = ascii("WhisperRatchet");
    private static final byte[] MESSAGE_KEYS = ascii("WhisperMessageKeys");
    private static final byte[] GROUP = ascii("WhisperGroup");

    private Kdf() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] messageSeed(byte[] chainKey) {
        return Hmac.sha256(chainKey, ONE);
    }

    static byte[] nextChainKey(byte[] chainKey) {
        return Hmac.sha256(chainKey, TWO);
    }

    static byte[] chainKeyAfter(byte[] chainKey, int steps) {
        byte[] key = chainKey;
        for (int i = 0; i < steps; i++) {
            key = nextChainKey(key);
        }
        return key;
    }

    /** Root key and chain key of a new session, 32 bytes each. */
    static byte[][] initialKeys(byte[] secret) {
        return halves(Hkdf.derive(secret, null, TEXT, 64));
    }

    /** The next root key and a chain key, 32 bytes each. */
    static byte[][] ratchet(byte[] rootKey, byte[] agreement) {
        return halves(Hkdf.derive(agreement, rootKey, RATCHET, 64));
    }

    private static byte[][] halves(byte[] both) {
        return new byte[][] {Arrays.copyOf(both, 32), Arrays.copyOfRange(both, 32, 64)};
    }

    /** Cipher key 32, MAC key 32, IV 16. */
    static MessageKeys messageKeys(byte[] seed) {
        byte[] keys = Hkdf.derive(seed, null, MESSAGE_KEYS, 80);
        return new MessageKeys(
                Arrays.copyOf(keys, 32), Arrays.copyOfRange(keys, 32, 64), Arrays.copyOfRange(keys, 64, 80));
    }

    /** IV 16, key 32; there is no MAC key, the message is signed. */
    static MessageKeys groupKeys(byte[] seed) {
        byte[] keys = Hkdf.derive(seed, null, GROUP, 48);
        return new MessageKeys(Arrays.copyOfRange(keys, 16, 48), new byte[0], Arrays.copyOf(keys, 16));
    }

    /** The keys of one message. */
    record MessageKeys(byte[] cipherKey, byte[] macKey, byte[] iv) {
        @Override
        public String toString() {
            return "MessageKeys[redacted]";
        }
    }
}
