package org.camelwhatsapp.engine.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingCodeIssued;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.CredentialsCodec;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linking by phone code: the phone's half is calculated here from the formulas. */
class PhoneCodePairingTest {
    private static final String PHONE = "+1 (555) 000-1111";
    private static final byte[] REF = "attempt-1".getBytes(StandardCharsets.UTF_8);

    private final ScriptedSession server = new ScriptedSession();
    private final PairingFeature feature = server.add(new PairingFeature(server.session));
    private final TestPhone phone = new TestPhone();
    private final KeyPair phoneEphemeral = Curve25519.fastest().generateKeyPair(new SeededRandom(400));

    private CompletableFuture<String> ask(String number, String custom) {
        CompletableFuture<String> code = new CompletableFuture<>();
        server.run(() -> feature.requestCode(number, custom).whenComplete((value, failure) -> {
            if (failure == null) {
                code.complete(value);
            } else {
                code.completeExceptionally(failure);
            }
        }));
        return code;
    }

    private static Node ref(byte[] ref) {
        return Node.of(LinkCodeStanzas.TAG, Node.of("link_code_pairing_ref", ref));
    }

    private Node hello() {
        return server.nextRequest().requireChild(LinkCodeStanzas.TAG);
    }

    private static Node notification(String stage, byte[] ref, Node... more) {
        return Node.builder("notification")
                .attr("type", "link_code_companion_reg")
                .child(Node.builder(LinkCodeStanzas.TAG)
                        .attr("stage", stage)
                        .child(Node.of("link_code_pairing_ref", ref))
                        .children(java.util.List.of(more))
                        .build())
                .build();
    }

    private Node primaryHello(String typedCode) {
        return primaryHello(typedCode, phoneEphemeral.publicKey());
    }

    private Node primaryHello(String typedCode, byte[] ephemeral) {
        return notification(
                "primary_hello",
                REF,
                Node.of(
                        "link_code_pairing_wrapped_primary_ephemeral_pub",
                        LinkCode.wrap(typedCode, ephemeral, new SeededRandom(401))),
                Node.of("primary_identity_pub", phone.identity.publicKey()));
    }

    /** Shows a code and returns it; the device's wrapped key is in {@code wrapped}. */
    private String shownCode() {
        server.receive(TestPhone.pairDevice(6));
        CompletableFuture<String> code = ask(PHONE, null);
        wrapped = hello().requireChild("link_code_pairing_wrapped_companion_ephemeral_pub")
                .requireBytes(80);
        server.answer(ref(REF));
        return code.join();
    }

    private byte[] wrapped = {};

    private static PairingException pairingFailure(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            return (PairingException) e.getCause();
        }
        throw new AssertionError("did not fail");
    }

    @Test
    void introducesTheDeviceAndShowsTheCode() {
        server.receive(TestPhone.pairDevice(6));
        CompletableFuture<String> code = ask(PHONE, null);
        assertThat(hello().attr("stage")).isEqualTo("companion_hello");
        assertThat(hello().attr("jid")).isEqualTo("15550001111@s.whatsapp.net");
        assertThat(hello().attr("should_show_push_notification")).isEqualTo("true");
        assertThat(hello().requireChild("companion_server_auth_key_pub").requireBytes(32))
                .isEqualTo(server.credentials.noiseKey().publicKey());
        assertThat(hello().requireChild("link_code_pairing_nonce").requireBytes(1))
                .containsExactly(0);
        assertThat(hello().requireChild("companion_platform_display").requireBytes())
                .asString(StandardCharsets.UTF_8)
                .matches("[A-Za-z]+ \\([A-Za-z]+\\)");
        assertThat(code).isNotDone();
        server.answer(ref(REF));
        assertThat(code.join()).matches("[1-9A-HJ-NP-TV-Z]{8}");
        PairingCodeIssued issued = server.events(PairingCodeIssued.class).get(0);
        assertThat(issued.code()).isEqualTo(code.join());
        assertThat(issued.validUntil()).isEqualTo(server.loop.now().plusSeconds(180));
        assertThat(issued.toString()).doesNotContain(code.join());
    }

    @Test
    void waitsForTheConnection() {
        CompletableFuture<String> code = ask(PHONE, "abcd-2345");
        assertThat(server.requests).isEmpty();
        server.disconnect();
        server.receive(TestPhone.pairDevice(6));
        assertThat(hello().attr("stage")).isEqualTo("companion_hello");
        server.receive(TestPhone.pairDevice(6));
        assertThat(server.requests).as("one hello per connection").hasSize(1);
        server.answer(ref(REF));
        assertThat(code.join()).isEqualTo("ABCD2345");
    }

    /** Everything the phone calculates, from its own keys and what was sent to it. */
    @Test
    void sharesASecretWithThePhone() {
        String code = shownCode();
        server.receive(primaryHello(code));
        Node finish = hello();
        assertThat(finish.attr("stage")).isEqualTo("companion_finish");
        assertThat(finish.requireChild("link_code_pairing_ref").requireBytes()).isEqualTo(REF);
        byte[] companionIdentity =
                finish.requireChild("companion_identity_public").requireBytes(32);
        assertThat(companionIdentity).isEqualTo(server.credentials.identityKey().publicKey());
        byte[] bundle =
                finish.requireChild("link_code_pairing_wrapped_key_bundle").requireBytes(156);

        byte[] companionEphemeral = LinkCode.unwrap(code, wrapped);
        byte[] shared = Curve25519.fastest().agree(phoneEphemeral.privateKey(), companionEphemeral);
        byte[] key = Hkdf.derive(
                shared,
                Arrays.copyOf(bundle, 32),
                "link_code_pairing_key_bundle_encryption_key".getBytes(StandardCharsets.US_ASCII),
                32);
        byte[] opened =
                AesGcm.open(key, Arrays.copyOfRange(bundle, 32, 44), Arrays.copyOfRange(bundle, 44, 156), new byte[0]);
        assertThat(Arrays.copyOf(opened, 32)).isEqualTo(companionIdentity);
        assertThat(Arrays.copyOfRange(opened, 32, 64)).isEqualTo(phone.identity.publicKey());
        byte[] secret = Hkdf.derive(
                TestPhone.concat(
                        shared,
                        Curve25519.fastest().agree(phone.identity.privateKey(), companionIdentity),
                        Arrays.copyOfRange(opened, 64, 96)),
                null,
                "adv_secret".getBytes(StandardCharsets.US_ASCII),
                32);
        assertThat(server.credentials.advSecret()).isEqualTo(secret);
        assertThat(CredentialsCodec.decode(server.memory.rows("credentials").get("self"))
                        .advSecret())
                .isEqualTo(secret);
        server.answer();
        server.receive(phone.pairSuccess(server.credentials));
        assertThat(server.events(Paired.class)).hasSize(1);
    }

    @Test
    void storesTheSecretBeforeItFinishes() {
        String code = shownCode();
        server.memory.hold();
        server.receive(primaryHello(code));
        assertThat(server.requests).isEmpty();
        server.memory.release();
        server.loop.run();
        assertThat(hello().attr("stage")).isEqualTo("companion_finish");
    }

    @Test
    void redrawsTheQrCodeWhoseSecretIsVoid() {
        String code = shownCode();
        server.receive(primaryHello(code));
        var codes = server.events(QrCodeIssued.class);
        assertThat(codes).hasSize(2);
        assertThat(codes.get(1).text())
                .contains(java.util.Base64.getEncoder().encodeToString(server.credentials.advSecret()));
    }

    @Test
    void ignoresAHelloOfAnotherAttempt() {
        shownCode();
        byte[] secret = server.credentials.advSecret();
        server.receive(notification("primary_hello", "attempt-2".getBytes(StandardCharsets.UTF_8)));
        server.receive(notification("something_new", REF));
        assertThat(server.requests).isEmpty();
        assertThat(server.credentials.advSecret()).isEqualTo(secret);
    }

    @Test
    void ignoresAHelloWhenNoCodeIsShown() {
        server.receive(primaryHello("ABCD2345"));
        assertThat(server.outward).isEmpty();
    }

    @Test
    void letsThePhoneTryThreeTimes() {
        String code = shownCode();
        for (int round = 1; round <= 3; round++) {
            server.receive(primaryHello(code));
            assertThat(hello().attr("stage")).isEqualTo("companion_finish");
            server.answer();
        }
        server.receive(primaryHello(code));
        assertThat(server.requests).isEmpty();
        assertThat(server.events(PairingFailed.class)).hasSize(1);
        assertThat(feature.state()).as("the QR codes go on").isEqualTo(PairingState.SHOWING);
        server.receive(primaryHello(code));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void refusesAHelloAfterThreeMinutes() {
        server.receive(TestPhone.pairDevice(32));
        CompletableFuture<String> code = ask(PHONE, null);
        server.answer(ref(REF));
        server.loop.advance(Duration.ofSeconds(181));
        server.receive(primaryHello(code.join()));
        assertThat(server.requests).isEmpty();
        assertThat(server.events(PairingFailed.class)).hasSize(1);
    }

    @Test
    void refusesAPhoneWhoseKeyHasALowOrder() {
        String code = shownCode();
        byte[] secret = server.credentials.advSecret();
        server.receive(primaryHello(code, new byte[32]));
        assertThat(server.requests).isEmpty();
        assertThat(server.credentials.advSecret()).isEqualTo(secret);
        assertThat(server.events(PairingFailed.class))
                .extracting(PairingFailed::code)
                .containsExactly("pairing-rejected");
    }

    @Test
    void refusesAHelloThatIsNotWhole() {
        shownCode();
        Node shortKey = notification(
                "primary_hello",
                REF,
                Node.of("link_code_pairing_wrapped_primary_ephemeral_pub", new byte[79]),
                Node.of("primary_identity_pub", new byte[32]));
        Node noIdentity = notification(
                "primary_hello", REF, Node.of("link_code_pairing_wrapped_primary_ephemeral_pub", new byte[80]));
        Node empty = Node.builder("notification")
                .attr("type", "link_code_companion_reg")
                .build();
        for (Node broken : new Node[] {shortKey, noIdentity, empty}) {
            assertThatThrownBy(() -> server.receive(broken)).isInstanceOf(MalformedNodeException.class);
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void showsAFreshCodeWhenThePhoneAsksForOne() {
        String first = shownCode();
        server.receive(notification("refresh_code", REF));
        assertThat(hello().attr("stage")).isEqualTo("companion_hello");
        server.answer(ref("attempt-2".getBytes(StandardCharsets.UTF_8)));
        var issued = server.events(PairingCodeIssued.class);
        assertThat(issued).hasSize(2);
        assertThat(issued.get(1).code()).isNotEqualTo(first);
        server.receive(primaryHello(first));
        assertThat(server.requests).as("the first code is void").isEmpty();
    }

    @Test
    void keepsACodeThatSomebodyChoseWhenItIsRefreshed() {
        server.receive(TestPhone.pairDevice(6));
        ask(PHONE, "ABCD2345");
        server.answer(ref(REF));
        server.receive(notification("refresh_code", REF));
        server.answer(ref(REF));
        assertThat(server.events(PairingCodeIssued.class))
                .extracting(PairingCodeIssued::code)
                .containsExactly("ABCD2345", "ABCD2345");
    }

    @Test
    void refreshesThreeTimesAtMost() {
        shownCode();
        for (int i = 0; i < 3; i++) {
            server.receive(notification("refresh_code", REF));
            server.answer(ref(REF));
        }
        server.receive(notification("refresh_code", REF));
        assertThat(server.requests).isEmpty();
        assertThat(server.events(PairingFailed.class)).hasSize(1);
    }

    @Test
    void saysWhyTheServerRefusedTheHello() {
        server.receive(TestPhone.pairDevice(6));
        CompletableFuture<String> code = ask(PHONE, null);
        server.fail(new ServerErrorException(400, "bad-request", null));
        assertThatThrownBy(code::join).hasCauseInstanceOf(ServerErrorException.class);
        CompletableFuture<String> second = ask(PHONE, null);
        server.answer(Node.of(LinkCodeStanzas.TAG));
        assertThatThrownBy(second::join).hasCauseInstanceOf(MalformedNodeException.class);
        assertThat(server.events(PairingCodeIssued.class)).isEmpty();
    }

    @Test
    void saysThatTheServerRefusedTheFinish() {
        String code = shownCode();
        server.receive(primaryHello(code));
        server.fail(new ServerErrorException(404, "item-not-found", null));
        assertThat(server.events(PairingFailed.class))
                .extracting(PairingFailed::code)
                .containsExactly("pairing-rejected");
    }

    @Test
    void forgetsAShownCodeWithItsConnection() {
        String code = shownCode();
        server.disconnect();
        server.receive(TestPhone.pairDevice(6));
        assertThat(server.requests).isEmpty();
        server.receive(primaryHello(code));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void failsAHelloThatWasUnderWayWhenTheConnectionWent() {
        server.receive(TestPhone.pairDevice(6));
        CompletableFuture<String> code = ask(PHONE, null);
        server.disconnect();
        server.fail(new NotConnectedException("gone"));
        assertThatThrownBy(code::join).hasCauseInstanceOf(NotConnectedException.class);
    }

    @Test
    void aLaterRequestTakesThePlaceOfAnEarlierOne() {
        server.receive(TestPhone.pairDevice(6));
        CompletableFuture<String> first = ask(PHONE, "ABCD2345");
        CompletableFuture<String> second = ask(PHONE, "WXYZ6789");
        assertThat(pairingFailure(first).code()).isEqualTo("pairing-superseded");
        server.answer(ref("old".getBytes(StandardCharsets.UTF_8)));
        assertThat(server.events(PairingCodeIssued.class)).isEmpty();
        server.answer(ref(REF));
        assertThat(second.join()).isEqualTo("WXYZ6789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "0155500011", "1234567890123456", "abcdefgh"})
    void refusesNumbersThatAreNone(String number) {
        assertThat(pairingFailure(ask(number, null)).code()).isEqualTo("invalid-phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCD234", "ABCD23456", "ABCD234O", "ABCD234I", "ABCD2340", "ABCD234U"})
    void refusesCodesThatNoPhoneTakes(String code) {
        assertThat(pairingFailure(ask(PHONE, code)).code()).isEqualTo("invalid-code");
    }

    @Test
    void refusesACodeWhenTheDeviceIsLinked() {
        server.receive(TestPhone.pairDevice(6));
        server.receive(phone.pairSuccess(server.credentials));
        assertThat(pairingFailure(ask(PHONE, null)).code()).isEqualTo("already-paired");
    }

    @Test
    void endsAWaitingCodeWhenTheDeviceIsLinkedOtherwise() {
        CompletableFuture<String> code = ask(PHONE, null);
        server.receive(phone.pairSuccess(server.credentials));
        assertThat(pairingFailure(code).code()).isEqualTo("already-paired");
    }
}
