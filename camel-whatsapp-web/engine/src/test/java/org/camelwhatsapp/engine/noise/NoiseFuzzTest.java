package org.camelwhatsapp.engine.noise;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;

/**
 * Whatever a server sends in a handshake, the client throws one of its own two exceptions: nobody without the server's keys
 * gets further, and no other exception escapes.
 */
class NoiseFuzzTest {
    private static final KeyPair NOISE_KEY = Curve25519.fastest().generateKeyPair(new SeededRandom(42));
    private static final IndependentServer SERVER = new IndependentServer();

    @FuzzTest(maxDuration = "30s")
    void fullHandshakeRefusesAnyBytes(byte[] serverHello) {
        expectRefusal(NoiseHandshake.full(parameters()), serverHello);
    }

    @FuzzTest(maxDuration = "30s")
    void resumedHandshakeRefusesAnyBytes(byte[] serverHello) {
        expectRefusal(NoiseHandshake.resume(parameters(), SERVER.staticKey.publicKey()), serverHello);
    }

    @FuzzTest(maxDuration = "30s")
    void certificateChainRefusesAnyBytes(byte[] chain) {
        CertificateChain verifier = new CertificateChain(Curve25519.fastest(), SERVER.certificates.root());
        try {
            verifier.verify(chain, SERVER.staticKey.publicKey(), TestCertificates.NOW);
        } catch (CertificateException e) {
            return;
        }
        throw new AssertionError("a chain was accepted that nobody issued");
    }

    @FuzzTest(maxDuration = "30s")
    void fieldsOfAnyContentAreRefused(byte[] field) {
        NoiseHandshake handshake = NoiseHandshake.full(parameters());
        ServerHello.Builder hello = SERVER.answerFull(handshake.clientHello());
        ByteString bytes = ByteString.copyFrom(field);
        if (field.length % 2 == 0) {
            hello.setPayload(bytes);
        } else {
            hello.setStatic(bytes);
        }
        expectRefusal(handshake, IndependentServer.message(hello));
    }

    private static void expectRefusal(NoiseHandshake handshake, byte[] serverHello) {
        try {
            handshake.receive(serverHello);
        } catch (NoiseException | CertificateException e) {
            return;
        }
        throw new AssertionError("a handshake was completed without the server's key");
    }

    private static HandshakeParameters parameters() {
        return new HandshakeParameters(
                Curve25519.fastest(),
                new SeededRandom(1),
                SERVER.certificates.root(),
                TestCertificates.NOW,
                NOISE_KEY,
                new byte[] {1});
    }
}
