package org.camelwhatsapp.engine.noise;

import org.camelwhatsapp.engine.crypto.AesGcm;

/** One direction of a connection: a key and a counter. Not thread-safe; the order of calls is the order on the wire. */
public final class FrameCipher {
    private static final byte[] NO_DATA = {};

    private final byte[] key;
    private int counter;

    public FrameCipher(byte[] key) {
        this.key = key;
    }

    /** @throws IllegalStateException after 2^32 frames, as the counter must not repeat */
    public byte[] encrypt(byte[] plaintext) {
        return AesGcm.seal(key, nextNonce(), plaintext, NO_DATA);
    }

    /** @throws org.camelwhatsapp.engine.crypto.CryptoException if the frame was changed; the connection must end */
    public byte[] decrypt(byte[] ciphertext) {
        return AesGcm.open(key, nextNonce(), ciphertext, NO_DATA);
    }

    private byte[] nextNonce() {
        if (counter == -1) {
            throw new IllegalStateException("the frame counter of this connection is used up");
        }
        return nonce(counter++);
    }

    /** Eight zero bytes and the counter, big-endian. */
    static byte[] nonce(int counter) {
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        nonce[8] = (byte) (counter >>> 24);
        nonce[9] = (byte) (counter >>> 16);
        nonce[10] = (byte) (counter >>> 8);
        nonce[11] = (byte) counter;
        return nonce;
    }
}
