package org.camelwhatsapp.engine.noise;

/**
 * The keys of the frames after the handshake.
 *
 * @param clientWrite 32 bytes, for frames from the client to the server
 * @param clientRead 32 bytes, for frames from the server to the client
 */
public record TransportKeys(byte[] clientWrite, byte[] clientRead) {
    /** Never prints a key. */
    @Override
    public String toString() {
        return "TransportKeys[redacted]";
    }
}
