package org.camelwhatsapp.simulator.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.noise.NoiseException;
import org.camelwhatsapp.engine.noise.NoisePattern;
import org.camelwhatsapp.engine.noise.SymmetricState;
import org.camelwhatsapp.engine.noise.TransportKeys;
import org.camelwhatsapp.proto.HandshakeMessage;
import org.jspecify.annotations.Nullable;

/** The responder's side of the handshake: XX, IK, and XXfallback when a resumed one cannot be read. Used once. */
final class ServerHandshake {
    private final ServerCertificates certificates;
    private final Curve25519 curve;
    private final KeyPair ephemeral;
    private SymmetricState state = NoisePattern.XX.start();
    private byte @Nullable [] clientStatic;
    private byte @Nullable [] clientPayload;

    ServerHandshake(ServerCertificates certificates, Curve25519 curve, RandomSource random) {
        this.certificates = certificates;
        this.curve = curve;
        this.ephemeral = curve.generateKeyPair(random);
    }

    /** The answer to the client's hello. With IK the handshake is complete after it. */
    byte[] onClientHello(byte[] message) throws InvalidProtocolBufferException {
        HandshakeMessage.ClientHello hello = HandshakeMessage.parseFrom(message).getClientHello();
        byte[] clientEphemeral = hello.getEphemeral().toByteArray();
        if (hello.hasStatic()) {
            try {
                return resume(hello, clientEphemeral);
            } catch (NoiseException e) {
                state = NoisePattern.XX_FALLBACK.start();
            }
        }
        state.mixHash(clientEphemeral);
        state.mixHash(ephemeral.publicKey());
        state.mixKey(curve.agree(ephemeral.privateKey(), clientEphemeral));
        byte[] encryptedStatic = state.encryptAndHash(certificates.staticKey().publicKey());
        state.mixKey(curve.agree(certificates.staticKey().privateKey(), clientEphemeral));
        byte[] payload = state.encryptAndHash(certificates.chain());
        return HandshakeMessage.newBuilder()
                .setServerHello(HandshakeMessage.ServerHello.newBuilder()
                        .setEphemeral(ByteString.copyFrom(ephemeral.publicKey()))
                        .setStatic(ByteString.copyFrom(encryptedStatic))
                        .setPayload(ByteString.copyFrom(payload)))
                .build()
                .toByteArray();
    }

    private byte[] resume(HandshakeMessage.ClientHello hello, byte[] clientEphemeral) {
        KeyPair own = certificates.staticKey();
        SymmetricState resumed = NoisePattern.IK.start();
        resumed.mixHash(own.publicKey());
        resumed.mixHash(clientEphemeral);
        resumed.mixKey(curve.agree(own.privateKey(), clientEphemeral));
        byte[] noiseKey = resumed.decryptAndHash(hello.getStatic().toByteArray());
        resumed.mixKey(curve.agree(own.privateKey(), noiseKey));
        byte[] payload = resumed.decryptAndHash(hello.getPayload().toByteArray());
        resumed.mixHash(ephemeral.publicKey());
        resumed.mixKey(curve.agree(ephemeral.privateKey(), clientEphemeral));
        resumed.mixKey(curve.agree(ephemeral.privateKey(), noiseKey));
        byte[] chain = resumed.encryptAndHash(certificates.chain());
        state = resumed;
        clientStatic = noiseKey;
        clientPayload = payload;
        return HandshakeMessage.newBuilder()
                .setServerHello(HandshakeMessage.ServerHello.newBuilder()
                        .setEphemeral(ByteString.copyFrom(ephemeral.publicKey()))
                        .setPayload(ByteString.copyFrom(chain)))
                .build()
                .toByteArray();
    }

    void onClientFinish(byte[] message) throws InvalidProtocolBufferException {
        HandshakeMessage.ClientFinish finish =
                HandshakeMessage.parseFrom(message).getClientFinish();
        byte[] noiseKey = state.decryptAndHash(finish.getStatic().toByteArray());
        state.mixKey(curve.agree(ephemeral.privateKey(), noiseKey));
        clientPayload = state.decryptAndHash(finish.getPayload().toByteArray());
        clientStatic = noiseKey;
    }

    boolean isComplete() {
        return clientPayload != null;
    }

    TransportKeys keys() {
        return state.split();
    }

    byte[] clientStatic() {
        return require(clientStatic);
    }

    byte[] clientPayload() {
        return require(clientPayload);
    }

    private static byte[] require(byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalStateException("the handshake is not complete");
        }
        return value;
    }
}
