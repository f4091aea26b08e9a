package org.camelwhatsapp.engine.noise;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.InvalidKeyException;
import org.camelwhatsapp.proto.HandshakeMessage;
import org.camelwhatsapp.proto.HandshakeMessage.ClientFinish;
import org.camelwhatsapp.proto.HandshakeMessage.ClientHello;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;

/** Builds and reads the three messages of a handshake. */
final class HandshakeMessages {
    private static final int KEY_BYTES = 32;

    private HandshakeMessages() {}

    static byte[] clientHello(ClientHello.Builder hello) {
        return HandshakeMessage.newBuilder().setClientHello(hello).build().toByteArray();
    }

    static byte[] clientFinish(byte[] encryptedStatic, byte[] encryptedPayload) {
        ClientFinish finish = ClientFinish.newBuilder()
                .setStatic(wrap(encryptedStatic))
                .setPayload(wrap(encryptedPayload))
                .build();
        return HandshakeMessage.newBuilder().setClientFinish(finish).build().toByteArray();
    }

    /** The server's message with a key of the right size and a payload; the static key may be absent. */
    static ServerHello serverHello(byte[] bytes) {
        HandshakeMessage message;
        try {
            message = HandshakeMessage.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new NoiseException("the server's handshake message cannot be parsed");
        }
        if (!message.hasServerHello()) {
            throw new NoiseException("the server's first message is not a server hello");
        }
        ServerHello hello = message.getServerHello();
        if (hello.getEphemeral().size() != KEY_BYTES) {
            throw new NoiseException("the server hello has no ephemeral key of 32 bytes");
        }
        if (!hello.hasPayload()) {
            throw new NoiseException("the server hello has no payload");
        }
        return hello;
    }

    /** The shared secret; a key of low order is a fault of the handshake. */
    static byte[] agree(Curve25519 curve, byte[] privateKey, byte[] publicKey) {
        try {
            return curve.agree(privateKey, publicKey);
        } catch (InvalidKeyException e) {
            throw new NoiseException("the server presented a key that cannot be used");
        }
    }

    static ByteString wrap(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }
}
