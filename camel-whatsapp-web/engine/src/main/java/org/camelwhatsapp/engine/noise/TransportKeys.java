package org.camelwhatsapp.engine.noise;

/**
 * The two keys of a connection, 32 bytes each.
 *
 * @param clientWrite what the client writes with and the server reads with
 * @param clientRead what the client reads with and the server writes with
 */
public record TransportKeys(byte[] clientWrite, byte[] clientRead) {
    /** Never prints a key. */
    @Override
    public String toString() {
        return "TransportKeys[redacted]";
    }
}
