package org.camelwhatsapp.engine.store.secret;

/**
 * A data key as it is kept: encrypted under the key of the passphrase.
 *
 * @param id ascending from 1; the highest one encrypts new records
 * @param wrapped nonce and ciphertext
 */
public record WrappedKey(int id, byte[] wrapped) {
    @Override
    public String toString() {
        return "WrappedKey[id=" + id + "]";
    }
}
