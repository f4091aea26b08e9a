package org.camelwhatsapp.engine.store.secret;

/**
 * How the passphrase of a store becomes a key, and how a wrong one is recognised. Readable, kept once per store.
 *
 * @param kdf the name of the slow function, see {@link PassphraseKey#KDF}
 * @param iterations its cost
 * @param salt random, new with every passphrase
 * @param verifier derived from the key, says nothing about it
 */
public record StoreHeader(String kdf, int iterations, byte[] salt, byte[] verifier) {
    @Override
    public String toString() {
        return "StoreHeader[kdf=" + kdf + ", iterations=" + iterations + "]";
    }
}
