package org.camelwhatsapp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentity;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentityHMAC;
import org.camelwhatsapp.proto.ClientPayload.DevicePairingRegistrationData;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationsTest {
    private static final SecureRandomSource RANDOM = new SecureRandomSource();
    private static final Curve25519 CURVE = Curve25519.fastest();
    private static final byte[] SECRET = new byte[32];

    private final LocalWorld local = new LocalWorld();
    private final KeyPair identity = CURVE.generateKeyPair(RANDOM);
    private Account anna;
    private LoopClient client;

    /** A client that shows codes. */
    @BeforeEach
    void connect() {
        anna = local.account("Anna");
        client = pairing(data().build());
    }

    @AfterEach
    void close() {
        local.close();
    }

    private LoopClient pairing(DevicePairingRegistrationData data) {
        return new LoopClient(local.server(), RANDOM, CURVE.generateKeyPair(RANDOM), data);
    }

    private static ByteString bytes(int length) {
        return ByteString.copyFrom(new byte[length]);
    }

    private DevicePairingRegistrationData.Builder data() {
        return DevicePairingRegistrationData.newBuilder()
                .setERegid(bytes(4))
                .setEIdent(ByteString.copyFrom(identity.publicKey()))
                .setESkeyId(bytes(3))
                .setESkeyVal(bytes(32))
                .setESkeySig(bytes(64))
                .setBuildHash(bytes(16))
                .setDeviceProps(bytes(1));
    }

    private static List<String> refs(LoopClient from) {
        return from.received().get(0).requireChild("pair-device").children("ref").stream()
                .map(ref -> new String(ref.requireBytes(), StandardCharsets.US_ASCII))
                .toList();
    }

    /** The phone scans one of the codes; returns what the client is sent. */
    private Node scanned(int code, Registrations.Flaw flaw) {
        String text = refs(client).get(code) + ",noise,identity,"
                + Base64.getEncoder().encodeToString(SECRET);
        client.take();
        local.sessions.registrations().scan(anna, text, flaw);
        return client.take().get(0);
    }

    private static ADVSignedDeviceIdentityHMAC sealed(Node success) throws InvalidProtocolBufferException {
        return ADVSignedDeviceIdentityHMAC.parseFrom(success.requireChild("pair-success")
                .requireChild("device-identity")
                .requireBytes());
    }

    private static byte[] concat(byte[]... parts) {
        return Registrations.concat(parts);
    }

    private boolean hmacIsGood(ADVSignedDeviceIdentityHMAC sealed) {
        byte[] expected = Hmac.sha256(SECRET, sealed.getDetails().toByteArray());
        return Arrays.equals(expected, sealed.getHmac().toByteArray());
    }

    private boolean signatureIsGood(ADVSignedDeviceIdentity signed) {
        byte[] text = concat(new byte[] {6, 0}, signed.getDetails().toByteArray(), identity.publicKey());
        return CURVE.verify(
                anna.identity().publicKey(), text, signed.getAccountSignature().toByteArray());
    }

    private Node signed(Node success, KeyPair signer) throws InvalidProtocolBufferException {
        byte[] details = ADVSignedDeviceIdentity.parseFrom(sealed(success).getDetails())
                .getDetails()
                .toByteArray();
        byte[] text = concat(
                new byte[] {6, 1},
                details,
                identity.publicKey(),
                anna.identity().publicKey());
        byte[] reply = ADVSignedDeviceIdentity.newBuilder()
                .setDeviceSignature(ByteString.copyFrom(CURVE.sign(signer.privateKey(), text, RANDOM)))
                .build()
                .toByteArray();
        return Node.builder("iq")
                .attr("type", "result")
                .attr("id", success.attr("id"))
                .child(Node.of("pair-device-sign", Node.of("device-identity", reply)))
                .build();
    }

    @Test
    void aClientIsGivenSixDifferentCodesToShow() {
        assertThat(refs(client)).hasSize(6).doesNotHaveDuplicates().allMatch(ref -> ref.startsWith("2@"));
        assertThat(refs(pairing(data().build()))).doesNotContainAnyElementsOf(refs(client));
    }

    @Test
    void aRegistrationWithAPartOfAnotherLengthIsRefused() {
        for (DevicePairingRegistrationData.Builder wrong : List.of(
                data().setERegid(bytes(3)),
                data().setEIdent(bytes(33)),
                data().setESkeyId(bytes(4)),
                data().setESkeyVal(bytes(31)),
                data().setESkeySig(bytes(63)),
                data().clearBuildHash(),
                data().clearDeviceProps())) {
            LoopClient refused = pairing(wrong.build());
            assertThat(refused.isClosed()).isTrue();
            assertThat(refused.take())
                    .extracting(node -> node.tag() + " " + node.attr("reason"))
                    .containsExactly("failure 400");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void anyOfTheCodesMayBeScanned(int code) {
        Node success = scanned(code, Registrations.Flaw.NONE).requireChild("pair-success");
        assertThat(success.requireChild("device").jid("jid"))
                .isEqualTo(anna.phoneJid().withDevice(1));
        assertThat(success.requireChild("device").jid("lid"))
                .isEqualTo(anna.lid().withDevice(1));
        assertThat(success.requireChild("platform").attr("name")).isEqualTo("android");
    }

    @ParameterizedTest
    // Text, and what is said about it.
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | not a code for linking a device",
                "a,b,c | not a code for linking a device",
                "a,b,c,*** | not a code for linking a device",
                "2@nobody,b,c,AAAA | nobody shows this code now",
            })
    void whatIsNoCodeIsNotScanned(String text, String message) {
        assertThatThrownBy(() -> local.sessions.registrations().scan(anna, text, Registrations.Flaw.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aClientThatIsGoneShowsNoCodeAnyMore() {
        String code = refs(client).get(0) + ",a,b,AAAA";
        client.close();
        assertThatThrownBy(() -> local.sessions.registrations().scan(anna, code, Registrations.Flaw.NONE))
                .hasMessage("nobody shows this code now");
    }

    @ParameterizedTest
    @EnumSource(Registrations.Flaw.class)
    void exactlyWhatWasAskedForIsWrongWithThePhonesAnswer(Registrations.Flaw flaw)
            throws InvalidProtocolBufferException {
        ADVSignedDeviceIdentityHMAC sealed = sealed(scanned(0, flaw));
        ADVSignedDeviceIdentity signed = ADVSignedDeviceIdentity.parseFrom(sealed.getDetails());
        assertThat(hmacIsGood(sealed)).isEqualTo(flaw != Registrations.Flaw.WRONG_HMAC);
        assertThat(signatureIsGood(signed)).isEqualTo(flaw != Registrations.Flaw.WRONG_ACCOUNT_SIGNATURE);
        assertThat(signed.getAccountSignatureKey().toByteArray())
                .isEqualTo(anna.identity().publicKey());
    }

    @Test
    void aDeviceThatSignsIsLinkedAndHasToComeAgain() throws InvalidProtocolBufferException {
        List<Device> linked = new java.util.ArrayList<>();
        local.sessions.registrations().onDeviceLinked(linked::add);
        Node success = scanned(0, Registrations.Flaw.NONE);
        assertThat(anna.devices()).isEmpty();
        client.send(signed(success, identity));
        assertThat(client.take())
                .extracting(node -> node.tag() + " " + node.attr("code"))
                .containsExactly("stream:error 515");
        assertThat(client.isClosed()).isTrue();
        assertThat(anna.devices()).isEqualTo(linked).hasSize(1);
        assertThat(linked.get(0).keys().identity()).isEqualTo(identity.publicKey());
    }

    @Test
    void othersAreToldOfALinkedDevice() throws InvalidProtocolBufferException {
        LoopClient bens = local.link(local.account("Ben"));
        client.send(signed(scanned(0, Registrations.Flaw.NONE), identity));
        Node told = bens.take().get(0);
        assertThat(told.attr("type")).isEqualTo("devices");
        assertThat(told.jid("from")).isEqualTo(anna.phoneJid());
    }

    @Test
    void aSignatureOfSomebodyElseLinksNothing() throws InvalidProtocolBufferException {
        client.send(signed(scanned(0, Registrations.Flaw.NONE), CURVE.generateKeyPair(RANDOM)));
        assertThat(client.isClosed()).isTrue();
        assertThat(client.take()).isEmpty();
        assertThat(anna.devices()).isEmpty();
    }

    @Test
    void aClientThatRefusesIsCountedAndLinksNothing() {
        Node success = scanned(0, Registrations.Flaw.WRONG_HMAC);
        client.send(Node.builder("iq")
                .attr("type", "error")
                .attr("id", success.attr("id"))
                .build());
        assertThat(local.sessions.registrations().refusals(anna)).isEqualTo(1);
        assertThat(client.isClosed()).isTrue();
        assertThat(anna.devices()).isEmpty();
    }

    private static Node.Builder code(String stage, Node... parts) {
        return iq(
                "md",
                "set",
                Node.builder("link_code_companion_reg")
                        .attr("stage", stage)
                        .children(List.of(parts))
                        .build());
    }

    private Node.Builder hello(Jid account, int wrappedLength) {
        Node content = Node.builder("link_code_companion_reg")
                .attr("stage", "companion_hello")
                .attr("jid", account)
                .child(Node.of("link_code_pairing_wrapped_companion_ephemeral_pub", new byte[wrappedLength]))
                .build();
        return iq("md", "set", content);
    }

    @ParameterizedTest
    // How long the wrapped key is, and the code of the answer.
    @CsvSource({"79, 400", "80, 0", "81, 400"})
    void aCodeIsShownWithAWrappedKeyOfEightyBytes(int length, int code) {
        assertThat(client.refusal(hello(anna.phoneJid(), length))).isEqualTo(code);
    }

    @Test
    void aCodeForANumberThatNobodyHasOrOfAnUnknownStageIsRefused() {
        assertThat(client.refusal(hello(Jid.phone("490009999"), 80))).isEqualTo(404);
        assertThat(client.refusal(code("companion_dance"))).isEqualTo(400);
    }

    @Test
    void aCodeIsTypedForAnAccountThatADeviceNamedAndThePhoneSaysHello() {
        Node answer = client.ask(hello(anna.phoneJid(), 80)).requireChild("link_code_companion_reg");
        byte[] ref = answer.requireChild("link_code_pairing_ref").requireBytes();
        client.take();
        local.sessions.registrations().enterCode(anna, "1234-5678");
        Node told = client.take().get(0).requireChild("link_code_companion_reg");
        assertThat(told.attr("stage")).isEqualTo("primary_hello");
        assertThat(told.requireChild("link_code_pairing_ref").requireBytes()).isEqualTo(ref);
        assertThat(told.requireChild("primary_identity_pub").requireBytes())
                .isEqualTo(anna.identity().publicKey());
        assertThat(told.requireChild("link_code_pairing_wrapped_primary_ephemeral_pub")
                        .requireBytes())
                .hasSize(80);
        Account ben = local.account("Ben");
        assertThatThrownBy(() -> local.sessions.registrations().enterCode(ben, "12345678"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no device shows a code for this account");
    }

    @Test
    void aBundleThatThePhoneCannotReadLinksNothing() {
        Node[] finish = {
            Node.of("companion_identity_public", identity.publicKey()),
            Node.of("link_code_pairing_wrapped_key_bundle", new byte[156])
        };
        assertThat(client.refusal(code("companion_finish", finish))).isEqualTo(401);
        client.ask(hello(anna.phoneJid(), 80));
        assertThat(client.refusal(code("companion_finish", finish))).isEqualTo(401);
        local.sessions.registrations().enterCode(anna, "12345678");
        assertThat(client.refusal(code("companion_finish", finish))).isEqualTo(401);
        assertThat(anna.devices()).isEmpty();
    }
}
