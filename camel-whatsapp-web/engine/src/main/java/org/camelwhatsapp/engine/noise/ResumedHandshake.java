package org.camelwhatsapp.engine.noise;

import static org.camelwhatsapp.engine.noise.HandshakeMessages.agree;
import static org.camelwhatsapp.engine.noise.HandshakeMessages.wrap;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.proto.HandshakeMessage.ClientHello;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;

/** The short handshake, waiting for the server hello. Made by {@link NoiseHandshake#resume}. */
public final class ResumedHandshake implements NoiseHandshake {
    private final HandshakeParameters parameters;
    private final byte[] serverStatic;
    private final KeyPair ephemeral;
    private final SymmetricState state = NoisePattern.IK.start();
    private final byte[] clientHello;
    private boolean over;

    ResumedHandshake(HandshakeParameters parameters, byte[] serverStaticKey) {
        this.parameters = parameters;
        serverStatic = serverStaticKey.clone();
        Curve25519 curve = parameters.curve();
        KeyPair noiseKey = parameters.noiseKey();
        ephemeral = curve.generateKeyPair(parameters.random());
        state.mixHash(serverStatic);
        state.mixHash(ephemeral.publicKey());
        state.mixKey(agree(curve, ephemeral.privateKey(), serverStatic));
        byte[] encryptedStatic = state.encryptAndHash(noiseKey.publicKey());
        state.mixKey(agree(curve, noiseKey.privateKey(), serverStatic));
        byte[] encryptedPayload = state.encryptAndHash(parameters.clientPayload());
        clientHello = HandshakeMessages.clientHello(ClientHello.newBuilder()
                .setEphemeral(wrap(ephemeral.publicKey()))
                .setStatic(wrap(encryptedStatic))
                .setPayload(wrap(encryptedPayload)));
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
        ServerHello hello = HandshakeMessages.serverHello(serverHello);
        return hello.hasStatic()
                ? FullHandshake.finish(NoisePattern.XX_FALLBACK, parameters, ephemeral, hello)
                : accept(hello);
    }

    /** The payload says nothing; that it opens proves that the server holds its static key. */
    private EstablishedHandshake accept(ServerHello hello) {
        Curve25519 curve = parameters.curve();
        byte[] serverEphemeral = hello.getEphemeral().toByteArray();
        state.mixHash(serverEphemeral);
        state.mixKey(agree(curve, ephemeral.privateKey(), serverEphemeral));
        state.mixKey(agree(curve, parameters.noiseKey().privateKey(), serverEphemeral));
        state.decryptAndHash(hello.getPayload().toByteArray());
        return new EstablishedHandshake(NoisePattern.IK, null, state.split(), serverStatic);
    }
}
