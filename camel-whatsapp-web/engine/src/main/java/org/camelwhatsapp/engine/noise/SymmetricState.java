package org.camelwhatsapp.engine.noise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.Hkdf;

/**
 * The running hash and key of one handshake. Both sides feed it the same values in the same order; whoever differs in one
 * byte cannot read the next field. Not thread-safe. Source: docs/protocol.md, "Noise handshake".
 */
public final class SymmetricState {
    private static final int HASH_BYTES = 32;
    private static final byte[] EMPTY = {};

    private byte[] hash;
    private byte[] chainingKey;
    private FrameCipher cipher;

    /** @param protocolName used as the first hash when it has exactly 32 bytes, hashed otherwise */
    public SymmetricState(String protocolName) {
        byte[] name = protocolName.getBytes(StandardCharsets.UTF_8);
        hash = name.length == HASH_BYTES ? name : Hashes.sha256(name);
        chainingKey = hash;
        cipher = new FrameCipher(hash);
    }

    public void mixHash(byte[] data) {
        hash = Hashes.sha256(hash, data);
    }

    /** Takes a secret into the key. The counter starts again at 0. */
    public void mixKey(byte[] secret) {
        byte[] derived = Hkdf.derive(secret, chainingKey, EMPTY, 2 * HASH_BYTES);
        chainingKey = Arrays.copyOf(derived, HASH_BYTES);
        cipher = new FrameCipher(Arrays.copyOfRange(derived, HASH_BYTES, 2 * HASH_BYTES));
    }

    /** @return the ciphertext with its tag, which is also mixed into the hash */
    public byte[] encryptAndHash(byte[] plaintext) {
        byte[] ciphertext = cipher.seal(plaintext, hash);
        mixHash(ciphertext);
        return ciphertext;
    }

    /** @throws NoiseException if the field does not belong here; the state is of no more use then */
    public byte[] decryptAndHash(byte[] ciphertext) {
        byte[] plaintext = cipher.open(ciphertext, hash);
        mixHash(ciphertext);
        return plaintext;
    }

    /** The keys of the frames that follow. */
    public TransportKeys split() {
        byte[] derived = Hkdf.derive(EMPTY, chainingKey, EMPTY, 2 * HASH_BYTES);
        return new TransportKeys(
                Arrays.copyOf(derived, HASH_BYTES), Arrays.copyOfRange(derived, HASH_BYTES, 2 * HASH_BYTES));
    }

    /** The hash of everything so far, for comparison with vectors. */
    byte[] hash() {
        return hash.clone();
    }
}
