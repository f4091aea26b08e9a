package org.camelwhatsapp.engine.noise;

import java.time.Instant;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;

/**
 * What one handshake needs.
 *
 * @param curve the curve
 * @param random the source of the ephemeral key
 * @param root whom to trust
 * @param now the time at which the server's certificates must be valid
 * @param noiseKey own static key
 * @param clientPayload what the server learns of this device, only once it has proved itself (or by resuming)
 */
public record HandshakeParameters(
        Curve25519 curve, RandomSource random, NoiseRoot root, Instant now, KeyPair noiseKey, byte[] clientPayload) {
    /** Never prints a key. */
    @Override
    public String toString() {
        return "HandshakeParameters[redacted]";
    }
}
