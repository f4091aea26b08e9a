package org.camelwhatsapp.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.proto.HandshakeMessage;
import org.camelwhatsapp.proto.HandshakeMessage.ClientHello;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;
import org.junit.jupiter.api.Test;

class NoiseHandshakeTest {
    private static final byte[] PAYLOAD = {10, 20, 30, 40};

    private final Curve25519 curve = Curve25519.fastest();
    private final KeyPair noiseKey = curve.generateKeyPair(new SeededRandom(42));
    private final IndependentServer server = new IndependentServer();
    private final HandshakeParameters parameters = new HandshakeParameters(
            curve, new SeededRandom(1), server.certificates.root(), TestCertificates.NOW, noiseKey, PAYLOAD);

    @Test
    void completesTheFullHandshake() throws Exception {
        NoiseHandshake handshake = NoiseHandshake.full(parameters);
        ClientHello hello = HandshakeMessage.parseFrom(handshake.clientHello()).getClientHello();
        assertThat(hello.hasStatic() || hello.hasPayload()).isFalse();

        EstablishedHandshake established = handshake.receive(answerFull(handshake));

        server.readFinish(established.clientFinish());
        assertThat(server.clientStatic).isEqualTo(noiseKey.publicKey());
        assertThat(server.clientPayload).isEqualTo(PAYLOAD);
        assertThat(established.pattern()).isEqualTo(NoisePattern.XX);
        assertThat(established.serverStaticKey()).isEqualTo(server.staticKey.publicKey());
        assertKeysMatch(established);
    }

    @Test
    void resumesWithTheKeyOfAnEarlierHandshake() {
        NoiseHandshake handshake = resume();
        EstablishedHandshake established =
                handshake.receive(IndependentServer.message(server.answerResumed(handshake.clientHello())));
        assertThat(server.clientStatic).isEqualTo(noiseKey.publicKey());
        assertThat(server.clientPayload).isEqualTo(PAYLOAD);
        assertThat(established.isResumed()).isTrue();
        assertThat(established.clientFinish()).isNull();
        assertThat(established.serverStaticKey()).isEqualTo(server.staticKey.publicKey());
        assertKeysMatch(established);
    }

    @Test
    void fallsBackWhenTheServerHasAnotherKeyNow() {
        byte[] oldKey = curve.generateKeyPair(new SeededRandom(77)).publicKey();
        NoiseHandshake handshake = NoiseHandshake.resume(parameters, oldKey);
        EstablishedHandshake established =
                handshake.receive(IndependentServer.message(server.answerWithFallback(handshake.clientHello())));
        server.readFinish(established.clientFinish());
        assertThat(server.clientPayload).isEqualTo(PAYLOAD);
        assertThat(established.pattern()).isEqualTo(NoisePattern.XX_FALLBACK);
        assertThat(established.isResumed()).isFalse();
        assertThat(established.serverStaticKey()).isEqualTo(server.staticKey.publicKey());
        assertKeysMatch(established);
    }

    @Test
    void verifiesTheCertificatesOfAFallbackToo() {
        server.certificates.leaf.setIssuerSerial(3);
        NoiseHandshake handshake = resume();
        byte[] answer = IndependentServer.message(server.answerWithFallback(handshake.clientHello()));
        assertThatThrownBy(() -> handshake.receive(answer)).isInstanceOf(CertificateException.class);
    }

    @Test
    void refusesAServerWithoutAGoodCertificate() {
        server.certificates.leafSigner = noiseKey;
        NoiseHandshake handshake = NoiseHandshake.full(parameters);
        byte[] answer = answerFull(handshake);
        assertThatThrownBy(() -> handshake.receive(answer)).isInstanceOf(CertificateException.class);
    }

    @Test
    void refusesAServerThatOnlyClaimsToHoldTheKnownKey() {
        NoiseHandshake handshake = resume();
        ServerHello.Builder answer = server.answerResumed(handshake.clientHello());
        byte[] payload = answer.getPayload().toByteArray();
        payload[0] ^= 1;
        answer.setPayload(ByteString.copyFrom(payload));
        assertThatThrownBy(() -> handshake.receive(IndependentServer.message(answer)))
                .isInstanceOf(NoiseException.class);
    }

    @Test
    void refusesEveryFieldThatWasChangedOnTheWay() {
        for (int field = 1; field <= 3; field++) {
            ServerHello good = server.answerFull(
                            NoiseHandshake.full(parametersWithSeed(1)).clientHello())
                    .build();
            byte[] bytes = field(good, field).toByteArray();
            // Key bytes: bit 255 of a public key is ignored by X25519, but not by the hash.
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) 0x80;
                byte[] message = IndependentServer.message(with(good, field, changed));
                NoiseHandshake handshake = NoiseHandshake.full(parametersWithSeed(1));
                assertThatThrownBy(() -> handshake.receive(message))
                        .as("field %d, byte %d", field, i)
                        .isInstanceOf(NoiseException.class);
            }
        }
    }

    @Test
    void refusesAServerHelloThatLacksAField() {
        for (int field = 1; field <= 3; field++) {
            NoiseHandshake handshake = NoiseHandshake.full(parameters);
            ServerHello good = server.answerFull(handshake.clientHello()).build();
            byte[] message = IndependentServer.message(
                    good.toBuilder().clearField(ServerHello.getDescriptor().findFieldByNumber(field)));
            assertThatThrownBy(() -> handshake.receive(message)).isInstanceOf(NoiseException.class);
        }
    }

    @Test
    void refusesFieldsThatAreShorterThanTheirTag() {
        for (int length = 0; length < FrameCipher.OVERHEAD_BYTES; length++) {
            for (int field = 2; field <= 3; field++) {
                NoiseHandshake handshake = NoiseHandshake.full(parametersWithSeed(1));
                ServerHello good = server.answerFull(handshake.clientHello()).build();
                byte[] message = IndependentServer.message(with(good, field, new byte[length]));
                assertThatThrownBy(() -> handshake.receive(message)).isInstanceOf(NoiseException.class);
            }
        }
    }

    @Test
    void refusesAnEphemeralKeyOfLowOrder() {
        NoiseHandshake handshake = NoiseHandshake.full(parameters);
        ServerHello good = server.answerFull(handshake.clientHello()).build();
        byte[] message = IndependentServer.message(with(good, 1, new byte[32]));
        assertThatThrownBy(() -> handshake.receive(message)).isInstanceOf(NoiseException.class);
    }

    @Test
    void refusesMessagesOfAnotherKind() {
        byte[] clientHello = NoiseHandshake.full(parameters).clientHello();
        assertThatThrownBy(() -> NoiseHandshake.full(parameters).receive(clientHello))
                .isInstanceOf(NoiseException.class);
        assertThatThrownBy(() -> NoiseHandshake.full(parameters).receive(new byte[] {1, 2, 3}))
                .isInstanceOf(NoiseException.class);
        assertThatThrownBy(() -> NoiseHandshake.full(parameters).receive(new byte[0]))
                .isInstanceOf(NoiseException.class);
    }

    @Test
    void takesOneAnswerOnly() {
        NoiseHandshake full = NoiseHandshake.full(parameters);
        byte[] answer = answerFull(full);
        full.receive(answer);
        assertThatThrownBy(() -> full.receive(answer)).isInstanceOf(IllegalStateException.class);

        NoiseHandshake resumed = resume();
        assertThatThrownBy(() -> resumed.receive(new byte[0])).isInstanceOf(NoiseException.class);
        assertThatThrownBy(() -> resumed.receive(new byte[0])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverPrintsKeys() {
        NoiseHandshake handshake = NoiseHandshake.full(parameters);
        EstablishedHandshake established = handshake.receive(answerFull(handshake));
        assertThat(parameters + " " + established + " " + established.keys()).doesNotContain("@", "[B", "10, 20");
    }

    @Test
    void failuresAreTypedAndCheap() {
        NoiseException failure = new NoiseException("x");
        assertThat(failure).isInstanceOf(WhatsAppException.class);
        assertThat(failure.code()).isEqualTo("noise-failed");
        assertThat(failure.getStackTrace()).isEmpty();
    }

    private NoiseHandshake resume() {
        return NoiseHandshake.resume(parameters, server.staticKey.publicKey());
    }

    private byte[] answerFull(NoiseHandshake handshake) {
        return IndependentServer.message(server.answerFull(handshake.clientHello()));
    }

    private HandshakeParameters parametersWithSeed(long seed) {
        return new HandshakeParameters(
                curve, new SeededRandom(seed), parameters.root(), parameters.now(), noiseKey, PAYLOAD);
    }

    private void assertKeysMatch(EstablishedHandshake established) {
        byte[][] expected = server.split();
        assertThat(established.keys().clientWrite()).isEqualTo(expected[0]);
        assertThat(established.keys().clientRead()).isEqualTo(expected[1]);
    }

    private static ByteString field(ServerHello hello, int number) {
        return (ByteString) hello.getField(ServerHello.getDescriptor().findFieldByNumber(number));
    }

    private static ServerHello.Builder with(ServerHello hello, int number, byte[] value) {
        return hello.toBuilder()
                .setField(ServerHello.getDescriptor().findFieldByNumber(number), ByteString.copyFrom(value));
    }
}
