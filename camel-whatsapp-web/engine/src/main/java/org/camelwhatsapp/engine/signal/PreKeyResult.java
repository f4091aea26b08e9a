package org.camelwhatsapp.engine.signal;

/**
 * What the first message of a session brought.
 *
 * @param plaintext the decrypted bytes
 * @param usedPreKeyId the one-time key to delete together with storing the session, or -1
 * @param remoteIdentityKey the sender's identity, 32 bytes, to be compared with the one known
 */
public record PreKeyResult(byte[] plaintext, int usedPreKeyId, byte[] remoteIdentityKey) {}
