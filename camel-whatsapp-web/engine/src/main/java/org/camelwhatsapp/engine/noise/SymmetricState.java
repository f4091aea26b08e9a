package org.camelwhatsapp.engine.noise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.Hkdf;

/**
 * The running hash and key of a handshake, the same on both sides. Not thread-safe. Source: docs/protocol.md, "Noise
 * handshake".
 */
public final class SymmetricState {
    private static final int HASH_BYTES = 32;
    private static final byte[] EMPTY = {};

    private byte[] hash;
    private byte[] chainingKey;
    private byte[] key;
    private int counter;

    /** @param protocolName a name of exactly 32 bytes is the first hash, a longer one is hashed */
    public SymmetricState(String protocolName) {
        byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
        hash = name.length == HASH_BYTES ? name : Hashes.sha256(name);
        chainingKey = hash;
        key = hash;
    }

    public void mixHash(byte[] data) {
        hash = Hashes.sha256(hash, data);
    }

    /** Takes a shared secret in; the counter starts again. */
    public void mixKey(byte[] secret) {
        byte[] both = Hkdf.derive(secret, chainingKey, EMPTY, 2 * HASH_BYTES);
        chainingKey = Arrays.copyOf(both, HASH_BYTES);
        key = Arrays.copyOfRange(both, HASH_BYTES, 2 * HASH_BYTES);
        counter = 0;
    }

    public byte[] encryptAndHash(byte[] plaintext) {
        byte[] ciphertext = AesGcm.seal(key, FrameCipher.nonce(counter++), plaintext, hash);
        mixHash(ciphertext);
        return ciphertext;
    }

    /** @throws org.camelwhatsapp.engine.crypto.CryptoException if it does not open; the state is then of no more use */
    public byte[] decryptAndHash(byte[] ciphertext) {
        byte[] plaintext = AesGcm.open(key, FrameCipher.nonce(counter++), ciphertext, hash);
        mixHash(ciphertext);
        return plaintext;
    }

    /** The keys of the connection. */
    public TransportKeys split() {
        byte[] both = Hkdf.derive(EMPTY, chainingKey, EMPTY, 2 * HASH_BYTES);
        return new TransportKeys(Arrays.copyOf(both, HASH_BYTES), Arrays.copyOfRange(both, HASH_BYTES, 2 * HASH_BYTES));
    }
}
