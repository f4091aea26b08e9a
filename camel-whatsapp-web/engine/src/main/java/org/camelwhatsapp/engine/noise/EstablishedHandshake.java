package org.camelwhatsapp.engine.noise;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a handshake: a server that has proved itself.
 *
 * @param pattern which handshake it became
 * @param clientFinish the last message, to be sent before the first frame; null when there is none
 * @param keys the keys of all later frames
 * @param serverStaticKey the server's key, to be kept for {@link NoiseHandshake#resume}
 */
public record EstablishedHandshake(
        NoisePattern pattern, byte @Nullable [] clientFinish, TransportKeys keys, byte[] serverStaticKey) {
    /** Whether the server accepted the short handshake. */
    public boolean isResumed() {
        return pattern == NoisePattern.IK;
    }

    /** Never prints a key. */
    @Override
    public String toString() {
        return "EstablishedHandshake[" + pattern + "]";
    }
}
