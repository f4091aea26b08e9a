package org.camelwhatsapp.engine.noise;

import static org.camelwhatsapp.engine.noise.HandshakeMessages.agree;
import static org.camelwhatsapp.engine.noise.HandshakeMessages.wrap;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.proto.HandshakeMessage.ClientHello;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;

/** The full handshake, waiting for the server hello. Made by {@link NoiseHandshake#full}. */
public final class FullHandshake implements NoiseHandshake {
    private static final int KEY_BYTES = 32;

    private final HandshakeParameters parameters;
    private final KeyPair ephemeral;
    private final byte[] clientHello;
    private boolean over;

    FullHandshake(HandshakeParameters parameters) {
        this.parameters = parameters;
        ephemeral = parameters.curve().generateKeyPair(parameters.random());
        clientHello = HandshakeMessages.clientHello(ClientHello.newBuilder().setEphemeral(wrap(ephemeral.publicKey())));
    }

    @Override
    public byte[] clientHello() {
        return clientHello.clone();
    }

    @Override
    public EstablishedHandshake receive(byte[] serverHello) {
        if (over) {
            throw new IllegalStateException("the handshake is over");
        }
        over = true;
        return finish(NoisePattern.XX, parameters, ephemeral, HandshakeMessages.serverHello(serverHello));
    }

    /** Everything after the server hello; the same for {@link NoisePattern#XX} and {@link NoisePattern#XX_FALLBACK}. */
    static EstablishedHandshake finish(
            NoisePattern pattern, HandshakeParameters parameters, KeyPair ephemeral, ServerHello hello) {
        if (!hello.hasStatic()) {
            throw new NoiseException("the server hello has no static key");
        }
        Curve25519 curve = parameters.curve();
        SymmetricState state = pattern.start();
        state.mixHash(ephemeral.publicKey());

        byte[] serverEphemeral = hello.getEphemeral().toByteArray();
        state.mixHash(serverEphemeral);
        state.mixKey(agree(curve, ephemeral.privateKey(), serverEphemeral));
        byte[] serverStatic = state.decryptAndHash(hello.getStatic().toByteArray());
        if (serverStatic.length != KEY_BYTES) {
            throw new NoiseException("the server's static key has " + serverStatic.length + " bytes");
        }
        state.mixKey(agree(curve, ephemeral.privateKey(), serverStatic));
        byte[] chain = state.decryptAndHash(hello.getPayload().toByteArray());
        new CertificateChain(curve, parameters.root()).verify(chain, serverStatic, parameters.now());

        // Same key as for the certificates, with the running counter: no mixKey in between.
        byte[] encryptedStatic = state.encryptAndHash(parameters.noiseKey().publicKey());
        state.mixKey(agree(curve, parameters.noiseKey().privateKey(), serverEphemeral));
        byte[] encryptedPayload = state.encryptAndHash(parameters.clientPayload());
        return new EstablishedHandshake(
                pattern,
                HandshakeMessages.clientFinish(encryptedStatic, encryptedPayload),
                state.split(),
                serverStatic);
    }
}
