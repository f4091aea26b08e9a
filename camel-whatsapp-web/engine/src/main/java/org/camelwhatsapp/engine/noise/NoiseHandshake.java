package org.camelwhatsapp.engine.noise;

/**
 * The client's side of the handshake, begun and waiting for the server's one message. Each state is a type, so a step
 * cannot be taken out of turn. Not thread-safe.
 *
 * <table>
 * <caption>States</caption>
 * <tr><th>state</th><th>server hello</th><th>next</th></tr>
 * <tr><td>{@link FullHandshake}</td><td>ephemeral, static, certificate</td><td>established, XX</td></tr>
 * <tr><td>{@link ResumedHandshake}</td><td>ephemeral and payload only</td><td>established, IK</td></tr>
 * <tr><td>{@link ResumedHandshake}</td><td>ephemeral, static, certificate</td><td>established, XXfallback</td></tr>
 * <tr><td>any</td><td>anything else</td><td>exception; over</td></tr>
 * </table>
 *
 * <p>Source: docs/protocol.md, "Noise handshake".
 */
public sealed interface NoiseHandshake permits FullHandshake, ResumedHandshake {
    /** The first message, a serialised {@code HandshakeMessage}. Always the same bytes. */
    byte[] clientHello();

    /**
     * Takes the server's answer. May be called once.
     *
     * @param serverHello a serialised {@code HandshakeMessage}; the caller bounds its size
     * @throws NoiseException if the message is not complete or does not open
     * @throws CertificateException if the server is not the service
     * @throws IllegalStateException if an answer has been taken already
     */
    EstablishedHandshake receive(byte[] serverHello);

    /** Begins a handshake with a server that is not known yet. */
    static NoiseHandshake full(HandshakeParameters parameters) {
        return new FullHandshake(parameters);
    }

    /**
     * Begins a short handshake, which sends the client payload with the first message and falls back to the full one when
     * the server wants it.
     *
     * @param serverStaticKey 32 bytes, from {@link EstablishedHandshake#serverStaticKey()} of a verified handshake
     */
    static NoiseHandshake resume(HandshakeParameters parameters, byte[] serverStaticKey) {
        return new ResumedHandshake(parameters, serverStaticKey);
    }
}
