package org.camelwhatsapp.engine.signal;

import org.jspecify.annotations.Nullable;

/**
 * What a device published so that a session with it can be started. Keys are raw, 32 bytes.
 *
 * @param registrationId any unsigned 32-bit number
 * @param identityKey the device's identity
 * @param signedPreKeyId 24 bits
 * @param signedPreKey the signed pre-key
 * @param signedPreKeySignature 64 bytes, by the identity over {@code 05 || signedPreKey}; not yet verified
 * @param preKeyId 24 bits, or -1 when the server had no one-time key left
 * @param preKey the one-time key, or null
 */
public record PreKeyBundle(
        int registrationId,
        byte[] identityKey,
        int signedPreKeyId,
        byte[] signedPreKey,
        byte[] signedPreKeySignature,
        int preKeyId,
        byte @Nullable [] preKey) {}
