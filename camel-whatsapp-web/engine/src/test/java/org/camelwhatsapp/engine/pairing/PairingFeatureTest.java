package org.camelwhatsapp.engine.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.CredentialsCodec;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairing by QR, edge by edge, against a phone and a server that the test plays. */
class PairingFeatureTest {
    private final ScriptedSession server = new ScriptedSession();
    private final PairingFeature feature = server.add(new PairingFeature(server.session));
    private final TestPhone phone = new TestPhone();

    private List<QrCodeIssued> codes() {
        return server.events(QrCodeIssued.class);
    }

    private QrCodeIssued lastCode() {
        return codes().get(codes().size() - 1);
    }

    private String secretOf(QrCodeIssued code) {
        return code.text().split(",", -1)[3];
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void answersTheOfferAndShowsTheFirstCode() {
        server.receive(TestPhone.pairDevice(6));
        Node answer = server.sent.get(0);
        assertThat(answer.attr("type")).isEqualTo("result");
        assertThat(answer.attr("id")).isEqualTo("device-1");
        assertThat(answer.children()).isEmpty();
        assertThat(feature.state()).isEqualTo(PairingState.SHOWING);
        Credentials own = server.credentials;
        assertThat(lastCode().text())
                .isEqualTo(String.join(
                        ",",
                        "ref-1",
                        base64(own.noiseKey().publicKey()),
                        base64(own.identityKey().publicKey()),
                        base64(own.advSecret()),
                        "7"));
        assertThat(lastCode().number()).isEqualTo(1);
        assertThat(lastCode().total()).isEqualTo(6);
        assertThat(lastCode().validUntil()).isEqualTo(server.loop.now().plusSeconds(60));
        assertThat(lastCode().toString()).doesNotContain("ref-1");
    }

    @Test
    void putsAPrefixInFrontOnRequest() {
        SessionOptions plain = server.options;
        server.options = new SessionOptions(
                plain.identity(),
                plain.reconnect(),
                plain.keepAlive(),
                plain.requestTimeout(),
                plain.loginTimeout(),
                "https://example.org/#");
        server.receive(TestPhone.pairDevice(1));
        assertThat(lastCode().text()).startsWith("https://example.org/#ref-1,");
    }

    @Test
    void storesTheSecretBeforeItIsShown() {
        byte[] before = server.credentials.advSecret();
        server.memory.hold();
        server.receive(TestPhone.pairDevice(6));
        assertThat(codes()).isEmpty();
        server.memory.release();
        server.loop.run();
        assertThat(codes()).hasSize(1);
        assertThat(secretOf(lastCode()))
                .isEqualTo(base64(server.credentials.advSecret()))
                .isNotEqualTo(base64(before));
        assertThat(stored().advSecret()).isEqualTo(server.credentials.advSecret());
    }

    private Credentials stored() {
        return CredentialsCodec.decode(server.memory.rows("credentials").get("self"));
    }

    @Test
    void showsTheFirstCodeForSixtySecondsAndTheOthersForTwenty() {
        server.receive(TestPhone.pairDevice(6));
        server.loop.advance(Duration.ofSeconds(59));
        assertThat(codes()).hasSize(1);
        server.loop.advance(Duration.ofSeconds(1));
        assertThat(lastCode().text()).startsWith("ref-2,");
        assertThat(lastCode().validUntil()).isEqualTo(server.loop.now().plusSeconds(20));
        for (int number = 3; number <= 6; number++) {
            server.loop.advance(Duration.ofSeconds(20));
            assertThat(lastCode().text()).startsWith("ref-" + number + ",");
            assertThat(lastCode().number()).isEqualTo(number);
        }
        assertThat(feature.state()).isEqualTo(PairingState.SHOWING);
        assertThat(server.endedAs).isNull();
    }

    @Test
    void endsWhenTheLastCodeIsUsedUpAndDoesNotStartAgain() {
        server.receive(TestPhone.pairDevice(6));
        server.loop.advance(Duration.ofSeconds(160));
        assertThat(feature.state()).isEqualTo(PairingState.EXPIRED);
        assertThat(server.endedAs).isEqualTo(ConnectionState.PAIRING_EXPIRED);
        assertThat(server.events(PairingFailed.class))
                .extracting(PairingFailed::code)
                .containsExactly("pairing-expired");
        server.loop.advance(Duration.ofHours(1));
        assertThat(codes()).hasSize(6);
        server.receive(TestPhone.pairDevice(6));
        assertThat(codes()).as("nothing more on this connection").hasSize(6);
        server.disconnect();
        assertThat(feature.state()).isEqualTo(PairingState.IDLE);
        server.receive(TestPhone.pairDevice(6));
        assertThat(codes()).as("but when somebody starts anew").hasSize(7);
    }

    @Test
    void startsWithTheFirstCodeOfANewOfferAndForgetsTheOldTimer() {
        server.receive(TestPhone.pairDevice(6));
        server.loop.advance(Duration.ofSeconds(50));
        server.receive(TestPhone.pairDevice(3));
        assertThat(server.loop.timers()).isEqualTo(1);
        server.loop.advance(Duration.ofSeconds(59));
        assertThat(codes()).hasSize(2);
        server.loop.advance(Duration.ofSeconds(1));
        assertThat(lastCode().number()).isEqualTo(2);
        assertThat(lastCode().total()).isEqualTo(3);
    }

    @Test
    void showsNothingForAConnectionThatIsGone() {
        server.memory.hold();
        server.receive(TestPhone.pairDevice(6));
        server.disconnect();
        server.memory.release();
        server.loop.run();
        assertThat(codes()).isEmpty();
        assertThat(feature.state()).isEqualTo(PairingState.IDLE);
    }

    @Test
    void stopsTheTimerWhenTheConnectionGoes() {
        server.receive(TestPhone.pairDevice(6));
        server.disconnect();
        assertThat(server.loop.timers()).isZero();
        server.loop.advance(Duration.ofHours(1));
        assertThat(codes()).hasSize(1);
        assertThat(server.events(PairingFailed.class)).isEmpty();
    }

    @Test
    void refusesOffersThatHoldNoCode() {
        assertThatThrownBy(() -> server.receive(TestPhone.pairDevice(0))).isInstanceOf(MalformedNodeException.class);
        Node huge = Node.builder("iq")
                .attr("id", "x")
                .child(Node.of("pair-device", Node.of("ref", new byte[513])))
                .build();
        assertThatThrownBy(() -> server.receive(huge)).isInstanceOf(MalformedNodeException.class);
        assertThat(feature.state()).isEqualTo(PairingState.IDLE);
    }

    @Test
    void takesNoMoreCodesThanItCanShow() {
        server.receive(TestPhone.pairDevice(500));
        assertThat(lastCode().total()).isEqualTo(32);
    }

    @Test
    void redrawsWithANewSecretAndTheSameTime() {
        server.receive(TestPhone.pairDevice(6));
        QrCodeIssued first = lastCode();
        server.loop.advance(Duration.ofSeconds(30));
        server.receive(refresh());
        assertThat(codes()).hasSize(2);
        assertThat(lastCode().text()).startsWith("ref-1,");
        assertThat(secretOf(lastCode())).isNotEqualTo(secretOf(first));
        assertThat(lastCode().validUntil()).isEqualTo(first.validUntil());
        server.loop.advance(Duration.ofSeconds(30));
        assertThat(lastCode().number()).isEqualTo(2);
        assertThat(secretOf(lastCode())).isEqualTo(base64(server.credentials.advSecret()));
    }

    @Test
    void ignoresARefreshWhenNothingIsShown() {
        byte[] before = server.credentials.advSecret();
        server.receive(refresh());
        assertThat(server.credentials.advSecret()).isEqualTo(before);
        assertThat(server.events).isEmpty();
    }

    private static Node refresh() {
        return Node.builder("notification")
                .attr("type", "companion_reg_refresh")
                .child(Node.of("pair-device-rotate-qr"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linksTheDeviceAndSignsItsIdentity(boolean hosted) throws InvalidProtocolBufferException {
        phone.hosted = hosted;
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertThat(feature.state()).isEqualTo(PairingState.LINKED);
        Node answer = server.sent.get(1);
        assertThat(answer.attr("id")).isEqualTo("success-1");
        assertThat(answer.attr("type")).isEqualTo("result");
        Node identity = answer.requireChild("pair-device-sign").requireChild("device-identity");
        assertThat(identity.intAttr("key-index", 0)).isEqualTo(TestPhone.KEY_INDEX);
        ADVSignedDeviceIdentity told = ADVSignedDeviceIdentity.parseFrom(identity.requireBytes());
        assertThat(told.hasAccountSignatureKey()).isFalse();
        assertThat(told.getAccountSignature().size()).isEqualTo(64);
        byte[] own = server.credentials.identityKey().publicKey();
        byte[] signed = TestPhone.concat(new byte[] {6, 1}, phone.details(), own, phone.identity.publicKey());
        assertThat(Curve25519.fastest()
                        .verify(own, signed, told.getDeviceSignature().toByteArray()))
                .isTrue();

        LinkedAccount account = stored().requireAccount();
        assertThat(account.jid()).isEqualTo(new Jid("15550001111", 4, Jid.PN_SERVER));
        assertThat(account.lid()).isEqualTo(new Jid("990001112223", 4, Jid.LID_SERVER));
        assertThat(account.platform()).isEqualTo("android");
        assertThat(account.businessName()).isEqualTo("Example Shop");
        assertThat(account.accountKey()).isEqualTo(phone.identity.publicKey());
        ADVSignedDeviceIdentity kept = ADVSignedDeviceIdentity.parseFrom(account.signedIdentity());
        assertThat(kept.getAccountSignatureKey().toByteArray()).isEqualTo(phone.identity.publicKey());
        assertThat(kept.getDeviceSignature()).isEqualTo(told.getDeviceSignature());
        assertThat(server.events(Paired.class)).hasSize(1);
        assertThat(server.loop.timers()).as("no more codes").isZero();
    }

    @Test
    void storesNamesOfAnyLengthInAFormThatCanBeReadAgain() {
        server.receive(TestPhone.pairDevice(6));
        Node success = Node.of(
                "pair-success",
                Node.of("device-identity", phone.sealed(server.credentials)),
                Node.builder("device")
                        .attr("jid", "15550001111:4@s.whatsapp.net")
                        .build(),
                Node.builder("biz").attr("name", "n".repeat(100_000)).build());
        server.receive(Node.builder("iq").attr("id", "1").child(success).build());
        assertThat(stored().requireAccount().businessName()).isEqualTo("n".repeat(256));
        assertThat(stored().requireAccount().platform()).isNull();
        assertThat(stored().requireAccount().lid())
                .isEqualTo(stored().requireAccount().jid());
    }

    @Test
    void storesTheAccountBeforeTheServerIsAnswered() {
        server.receive(TestPhone.pairDevice(6));
        server.memory.hold();
        server.receive(phone.pairSuccess(server.credentials));
        assertThat(feature.state()).isEqualTo(PairingState.CONFIRMING);
        assertThat(server.sent).hasSize(1);
        assertThat(server.events(Paired.class)).isEmpty();
        server.memory.release();
        server.loop.run();
        assertThat(stored().isPaired()).isTrue();
        assertThat(server.sent).hasSize(2);
        assertThat(server.events(Paired.class)).hasSize(1);
    }

    @Test
    void answersNothingWhenTheAccountCannotBeStored() {
        server.receive(TestPhone.pairDevice(6));
        server.memory.fail();
        server.receive(phone.pairSuccess(server.credentials));
        assertThat(feature.state()).isEqualTo(PairingState.FAILED);
        assertThat(server.sent).hasSize(1);
        assertThat(server.endedAs).isEqualTo(ConnectionState.FAILED);
        assertThat(server.events(Paired.class)).isEmpty();
        assertThat(server.events(PairingFailed.class))
                .extracting(PairingFailed::code)
                .containsExactly("store-unavailable");
    }

    @Test
    void showsNothingWhenTheSecretCannotBeStored() {
        server.memory.fail();
        server.receive(TestPhone.pairDevice(6));
        assertThat(feature.state()).isEqualTo(PairingState.FAILED);
        assertThat(codes()).isEmpty();
        assertThat(server.endedAs).isEqualTo(ConnectionState.FAILED);
    }

    @Test
    void answersNoLongerWhenTheConnectionWentMeanwhile() {
        server.receive(TestPhone.pairDevice(6));
        server.memory.hold();
        server.receive(phone.pairSuccess(server.credentials));
        server.disconnect();
        server.memory.release();
        server.loop.run();
        assertThat(server.sent).hasSize(1);
        assertThat(feature.state()).isEqualTo(PairingState.IDLE);
    }

    @Test
    void ignoresASecondSuccess() {
        server.receive(TestPhone.pairDevice(6));
        Node success = phone.pairSuccess(server.credentials);
        server.receive(success);
        server.receive(success);
        assertThat(server.sent).hasSize(2);
        assertThat(server.events(Paired.class)).hasSize(1);
        server.disconnect();
        server.receive(success);
        server.receive(TestPhone.pairDevice(6));
        assertThat(server.events(Paired.class)).hasSize(1);
        assertThat(codes()).hasSize(1);
    }

    @Test
    void acceptsASuccessThatComesBeforeTheOfferOfThisConnection() {
        server.receive(TestPhone.pairDevice(6));
        Node success = phone.pairSuccess(server.credentials);
        server.disconnect();
        server.receive(success);
        assertThat(feature.state()).isEqualTo(PairingState.LINKED);
    }

    private void assertRejected(int code, String text) {
        Node answer = server.sent.get(server.sent.size() - 1);
        assertThat(answer.attr("type")).isEqualTo("error");
        assertThat(answer.attr("id")).isEqualTo("success-1");
        assertThat(answer.requireChild("error").intAttr("code", 0)).isEqualTo(code);
        assertThat(answer.requireChild("error").attr("text")).isEqualTo(text);
        assertThat(feature.state()).isEqualTo(PairingState.REJECTED);
        assertThat(server.credentials.isPaired()).isFalse();
        assertThat(server.endedAs).isEqualTo(ConnectionState.FAILED);
        assertThat(server.events(PairingFailed.class))
                .extracting(PairingFailed::code)
                .containsExactly("pairing-rejected");
        assertThat(server.events(Paired.class)).isEmpty();
        assertThat(server.loop.timers()).isZero();
    }

    @Test
    void refusesAFlippedHmac() {
        phone.flipHmac = true;
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertRejected(401, "hmac-mismatch");
    }

    @Test
    void refusesASuccessForASecretThatWasReplaced() {
        server.receive(TestPhone.pairDevice(6));
        Node success = phone.pairSuccess(server.credentials);
        server.receive(refresh());
        server.receive(success);
        assertRejected(401, "hmac-mismatch");
    }

    @Test
    void refusesAFlippedAccountSignature() {
        phone.flipSignature = true;
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertRejected(401, "signature-mismatch");
    }

    @Test
    void refusesTheSignatureOfAnotherAccount() {
        phone.accountKey = new TestPhone().accountKey.clone();
        phone.accountKey[4] ^= 1;
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertRejected(401, "signature-mismatch");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesAnAccountKeyOfTheWrongLength(int length) {
        phone.accountKey = new byte[length];
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertRejected(401, "signature-mismatch");
    }

    @Test
    void refusesWhatCannotBeReadInside() {
        phone.trailing = new byte[] {0x0A, 0x7F};
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertRejected(500, "internal-error");
    }

    @Test
    void refusesWhatCannotBeReadAtAll() {
        server.receive(TestPhone.pairDevice(6));
        server.receive(TestPhone.pairSuccess(new byte[] {0x0A, 0x7F, 1}));
        assertRejected(500, "internal-error");
    }

    @Test
    void refusesAnIdentityThatIsTooLarge() {
        server.receive(TestPhone.pairDevice(6));
        server.receive(TestPhone.pairSuccess(new byte[4_097]));
        assertRejected(500, "internal-error");
    }

    @Test
    void refusesAnEmptyIdentity() {
        server.receive(TestPhone.pairDevice(6));
        server.receive(TestPhone.pairSuccess(new byte[0]));
        assertThat(feature.state()).isEqualTo(PairingState.REJECTED);
    }

    @Test
    void refusesASuccessWithoutItsParts() {
        for (Node content : List.of(
                Node.of("pair-success"),
                Node.of("pair-success", Node.of("device-identity", phone.sealed(server.credentials))),
                Node.of(
                        "pair-success",
                        Node.of("device-identity", phone.sealed(server.credentials)),
                        Node.builder("device").attr("jid", "a@b@c").build()))) {
            ScriptedSession other = new ScriptedSession();
            PairingFeature theirs = other.add(new PairingFeature(other.session));
            other.credentials = server.credentials;
            other.receive(Node.builder("iq").attr("id", "1").child(content).build());
            assertThat(theirs.state()).isEqualTo(PairingState.REJECTED);
            assertThat(other.sent.get(0).requireChild("error").intAttr("code", 0))
                    .isEqualTo(500);
        }
    }

    @Test
    void logsOutWhenTheServerConfirms() {
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        server.run(() -> feature.logout());
        Node remove = server.nextRequest().requireChild("remove-companion-device");
        assertThat(remove.requireJid("jid")).isEqualTo(new Jid("15550001111", 4, Jid.PN_SERVER));
        assertThat(remove.attr("reason")).isEqualTo("user_initiated");
        assertThat(server.loggedOut).isFalse();
        server.answer();
        assertThat(server.loggedOut).isTrue();
    }

    @Test
    void staysLinkedWhenTheServerRefusesTheLogout() {
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        server.run(() -> feature.logout());
        server.fail(new ServerErrorException(500, "internal-server-error", null));
        assertThat(server.loggedOut).isFalse();
        assertThat(server.credentials.isPaired()).isTrue();
    }

    @Test
    void cannotLogOutBeforeItIsLinked() {
        assertThatThrownBy(feature::logout).isInstanceOf(NotConnectedException.class);
    }
}
