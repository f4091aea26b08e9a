package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.crypto.KeyPair;

/**
 * A signed pre-key of this device.
 *
 * @param id 24 bits, ascending
 * @param keyPair the key
 * @param signature XEdDSA by the identity over {@code 05 || public key}, 64 bytes
 * @param createdAtMillis milliseconds since 1970
 */
public record SignedPreKey(int id, KeyPair keyPair, byte[] signature, long createdAtMillis) {
    /** Never prints the key. */
    @Override
    public String toString() {
        return "SignedPreKey[" + id + "]";
    }
}
