package org.camelwhatsapp.engine.noise;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts or decrypts the frames of one direction, counting them. Use one object per direction. Not thread-safe: the
 * order of the calls is the order on the wire.
 *
 * <p>The nonce is eight zero bytes and a 32-bit big-endian counter, so a key serves 2^32 frames and then refuses. Source:
 * docs/protocol.md, "Noise handshake".
 */
public final class FrameCipher {
    /** How much longer a ciphertext is than its plaintext. */
    public static final int OVERHEAD_BYTES = 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final long MAX_FRAMES = 1L << 32;

    private final SecretKeySpec key;
    /** Asking for a cipher costs more than using it on a small frame. */
    private final Cipher cipher;

    private long counter;

    /** @param key 32 bytes, copied */
    public FrameCipher(byte[] key) {
        this(key, 0);
    }

    /** For tests of the last frames of a key. */
    FrameCipher(byte[] key, long firstCounter) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a frame key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.counter = firstCounter;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", e);
        }
    }

    /** @return the ciphertext with its tag at the end */
    public byte[] encrypt(byte[] plaintext) {
        byte[] ciphertext = new byte[plaintext.length + OVERHEAD_BYTES];
        encrypt(plaintext, ciphertext, 0);
        return ciphertext;
    }

    /**
     * Encrypts into an array that has room for the plaintext and {@value #OVERHEAD_BYTES} bytes from the offset on.
     *
     * @throws NoiseException if the key has been used up
     */
    public void encrypt(byte[] plaintext, byte[] target, int offset) {
        try {
            init(Cipher.ENCRYPT_MODE, null);
            cipher.doFinal(plaintext, 0, plaintext.length, target, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to encrypt", e);
        }
    }

    /** @throws NoiseException if the frame was changed, is out of order or was made with another key */
    public byte[] decrypt(byte[] ciphertext) {
        return decrypt(ciphertext, 0, ciphertext.length);
    }

    /** @throws NoiseException if the frame was changed, is out of order or was made with another key */
    public byte[] decrypt(byte[] source, int offset, int length) {
        if (length < OVERHEAD_BYTES) {
            throw new NoiseException("a frame of " + length + " bytes is shorter than its tag");
        }
        try {
            init(Cipher.DECRYPT_MODE, null);
            return cipher.doFinal(source, offset, length);
        } catch (GeneralSecurityException e) {
            throw new NoiseException("a frame does not open");
        }
    }

    byte[] seal(byte[] plaintext, byte[] associatedData) {
        try {
            init(Cipher.ENCRYPT_MODE, associatedData);
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to encrypt", e);
        }
    }

    byte[] open(byte[] ciphertext, byte[] associatedData) {
        if (ciphertext.length < OVERHEAD_BYTES) {
            throw new NoiseException("a handshake field is shorter than its tag");
        }
        try {
            init(Cipher.DECRYPT_MODE, associatedData);
            return cipher.doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new NoiseException("a handshake field does not open");
        }
    }

    private void init(int mode, byte @Nullable [] associatedData) throws GeneralSecurityException {
        if (counter >= MAX_FRAMES) {
            throw new NoiseException("the frame key has been used up");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        nonce[8] = (byte) (counter >>> 24);
        nonce[9] = (byte) (counter >>> 16);
        nonce[10] = (byte) (counter >>> 8);
        nonce[11] = (byte) counter;
        counter++;
        cipher.init(mode, key, new GCMParameterSpec(OVERHEAD_BYTES * 8, nonce));
        if (associatedData != null) {
            cipher.updateAAD(associatedData);
        }
    }
}
