package org.camelwhatsapp.engine.noise;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.InvalidKeyException;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.session.LinkRequest;
import org.camelwhatsapp.proto.HandshakeMessage;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one handshake: {@link #hello()} is sent, the server's answer goes to {@link #onServerHello}, and
 * its {@link Result} holds what to send last, if anything, and the keys. XX in full; IK when the server's key is known
 * from before, which the server may turn into XXfallback. Used once, not thread-safe. Source: docs/protocol.md, "Noise
 * handshake".
 */
public final class ClientHandshake {
    /**
     * How it ended.
     *
     * @param finish the last message to send, or null when none is due
     * @param keys the keys of the connection
     * @param serverStatic the server's key
     * @param resumed whether the short form was accepted
     */
    public record Result(byte @Nullable [] finish, TransportKeys keys, byte[] serverStatic, boolean resumed) {}

    private final LinkRequest request;
    private final NoiseRoot root;
    private final Curve25519 curve;
    private final Environment environment;
    private final KeyPair ephemeral;
    private SymmetricState state;

    public ClientHandshake(LinkRequest request, NoiseRoot root, Curve25519 curve, Environment environment) {
        this.request = request;
        this.root = root;
        this.curve = curve;
        this.environment = environment;
        this.ephemeral = curve.generateKeyPair(environment.random());
        this.state = begin(request.serverStaticKey() == null ? NoiseProtocol.XX : NoiseProtocol.IK);
    }

    private static SymmetricState begin(String protocol) {
        SymmetricState state = new SymmetricState(protocol);
        state.mixHash(NoiseProtocol.prologue());
        return state;
    }

    /** The first message, serialised. */
    public byte[] hello() {
        HandshakeMessage.ClientHello.Builder hello = HandshakeMessage.ClientHello.newBuilder()
                .setEphemeral(ByteString.copyFrom(ephemeral.publicKey()));
        byte[] known = request.serverStaticKey();
        if (known == null) {
            state.mixHash(ephemeral.publicKey());
        } else {
            state.mixHash(known);
            state.mixHash(ephemeral.publicKey());
            state.mixKey(curve.agree(ephemeral.privateKey(), known));
            hello.setStatic(ByteString.copyFrom(
                    state.encryptAndHash(request.noiseKey().publicKey())));
            state.mixKey(curve.agree(request.noiseKey().privateKey(), known));
            hello.setPayload(ByteString.copyFrom(state.encryptAndHash(request.clientPayload())));
        }
        return HandshakeMessage.newBuilder().setClientHello(hello).build().toByteArray();
    }

    /**
     * Takes the server's answer.
     *
     * @throws UntrustedServerException if the server cannot prove who it is
     * @throws HandshakeException if the answer cannot be read
     */
    public Result onServerHello(byte[] message) {
        try {
            HandshakeMessage.ServerHello hello =
                    HandshakeMessage.parseFrom(message).getServerHello();
            byte[] known = request.serverStaticKey();
            if (known != null && !hello.hasStatic()) {
                return resume(hello, known);
            }
            if (known != null) {
                state = begin(NoiseProtocol.XX_FALLBACK);
                state.mixHash(ephemeral.publicKey());
            }
            return full(hello);
        } catch (InvalidProtocolBufferException | CryptoException | InvalidKeyException e) {
            throw new HandshakeException("the server's part of the handshake cannot be read", e);
        }
    }

    private Result resume(HandshakeMessage.ServerHello hello, byte[] known) {
        byte[] serverEphemeral = hello.getEphemeral().toByteArray();
        state.mixHash(serverEphemeral);
        state.mixKey(curve.agree(ephemeral.privateKey(), serverEphemeral));
        state.mixKey(curve.agree(request.noiseKey().privateKey(), serverEphemeral));
        state.decryptAndHash(hello.getPayload().toByteArray());
        return new Result(null, state.split(), known, true);
    }

    private Result full(HandshakeMessage.ServerHello hello) {
        byte[] serverEphemeral = hello.getEphemeral().toByteArray();
        state.mixHash(serverEphemeral);
        state.mixKey(curve.agree(ephemeral.privateKey(), serverEphemeral));
        byte[] serverStatic = state.decryptAndHash(hello.getStatic().toByteArray());
        state.mixKey(curve.agree(ephemeral.privateKey(), serverStatic));
        byte[] chain = state.decryptAndHash(hello.getPayload().toByteArray());
        CertificateChain.verify(
                chain, serverStatic, root, curve, environment.time().instant());
        byte[] ownStatic = state.encryptAndHash(request.noiseKey().publicKey());
        state.mixKey(curve.agree(request.noiseKey().privateKey(), serverEphemeral));
        byte[] payload = state.encryptAndHash(request.clientPayload());
        byte[] finish = HandshakeMessage.newBuilder()
                .setClientFinish(HandshakeMessage.ClientFinish.newBuilder()
                        .setStatic(ByteString.copyFrom(ownStatic))
                        .setPayload(ByteString.copyFrom(payload)))
                .build()
                .toByteArray();
        return new Result(finish, state.split(), serverStatic, false);
    }
}
