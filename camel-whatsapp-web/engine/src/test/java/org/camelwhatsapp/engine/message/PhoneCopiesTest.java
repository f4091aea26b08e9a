package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.message.SmallWorld.ANN;
import static org.camelwhatsapp.engine.message.SmallWorld.ANNS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.BOB;
import static org.camelwhatsapp.engine.message.SmallWorld.GROUP;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Own devices talk to each other, and the phone gives a copy of what could not be read here. */
class PhoneCopiesTest {
    private static final Jid TABLET = ANN.withDevice(8);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SmallWorld world = new SmallWorld(List.of(ANN, ANNS_PHONE, TABLET, BOB), List.of());
    private final MessagingDevice ann = world.ann;
    private final List<ProtocolNotice> heard = new ArrayList<>();

    PhoneCopiesTest() {
        MessagingDevice phone = world.devices.get(ANNS_PHONE);
        phone.messages
                .protocolMessages()
                .on(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE, (notice, transaction) -> {
                    heard.add(notice);
                    return ProtocolHandler.NOTHING;
                });
    }

    private static Node unreadable(Jid from, String id) {
        return Node.builder("message")
                .attr("from", from)
                .attr("participant", from.isGroup() ? BOB : null)
                .attr("id", id)
                .attr("t", 1_760_000_123)
                .child(Node.builder("enc")
                        .attr("v", 2)
                        .attr("type", "msg")
                        .bytes(new byte[] {0x33, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
                        .build())
                .build();
    }

    private static Node unavailable(String id, String attribute, String value) {
        return Node.builder("message")
                .attr("from", BOB)
                .attr("id", id)
                .attr("t", 1_760_000_123)
                .child(Node.builder("unavailable").attr(attribute, value).build())
                .build();
    }

    /** A peer message on its way; keys that were asked for before it were given. */
    private Node peerMessage(MessagingDevice from) {
        while (!from.process.nextRequest().is("message")) {
            world.office.serve(from, true);
        }
        return from.process.nextRequest();
    }

    private static void bring(Node message, Jid from, MessagingDevice to) {
        to.process.receive(Node.builder("message")
                .attr("from", from)
                .attr("id", message.requireAttr("id"))
                .attr("category", "peer")
                .attr("t", 1_760_000_200)
                .children(message.children())
                .build());
    }

    private static void take(MessagingDevice sender) {
        sender.process.answerWith(Node.builder("ack")
                .attr("class", "message")
                .attr("t", 1_760_000_200)
                .build());
    }

    /** What this device has asked the phone for. */
    private MessageKey asked() {
        bring(peerMessage(ann), ANN, world.devices.get(ANNS_PHONE));
        take(ann);
        return heard.get(heard.size() - 1)
                .message()
                .getPeerDataOperationRequestMessage()
                .getPlaceholderMessageResendRequest(0)
                .getMessageKey();
    }

    private static ProtocolMessage answer(ByteString info) {
        return ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                .setPeerDataOperationRequestResponseMessage(PeerDataOperationRequestResponseMessage.newBuilder()
                        .setPeerDataOperationRequestType(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
                        .addPeerDataOperationResult(
                                PeerDataOperationRequestResponseMessage.PeerDataOperationResult.newBuilder()
                                        .setPlaceholderMessageResendResponse(
                                                PeerDataOperationRequestResponseMessage.PeerDataOperationResult
                                                        .PlaceholderMessageResendResponse.newBuilder()
                                                        .setWebMessageInfoBytes(info))))
                .build();
    }

    private static ByteString copy(String id, String text) {
        return WebMessageInfo.newBuilder()
                .setKey(MessageKey.newBuilder()
                        .setRemoteJid(BOB.toUser().toString())
                        .setId(id))
                .setMessage(Message.newBuilder().setConversation(text))
                .build()
                .toByteString();
    }

    private void answers(Jid device, ByteString info) {
        MessagingDevice from = world.devices.get(device);
        from.process.run(() -> from.messages.peers().send(ANN, answer(info), Map.of()));
        bring(peerMessage(from), device, ann);
        take(from);
    }

    @Test
    void whatIsMissingIsAskedForAtOnce() {
        ann.process.receive(unavailable("M1", "type", "x"));
        MessageKey key = asked();
        assertThat(key.getId()).isEqualTo("M1");
        assertThat(key.getRemoteJid()).isEqualTo(BOB.toUser().toString());
        assertThat(key.getFromMe()).isFalse();
    }

    /** The phone never gives these to others. */
    @ParameterizedTest
    @CsvSource({"type, view_once, view-once", "hosted, true, unavailable"})
    void whatThePhoneKeepsToItselfIsNotAskedFor(String attribute, String value, String reason) {
        ann.process.receive(unavailable("M1", attribute, value));
        assertThat(ann.process.requests).isEmpty();
        assertThat(ann.process.events(MessageUnavailable.class))
                .singleElement()
                .satisfies(event -> assertThat(event.cause()).isEqualTo(reason));
    }

    @Test
    void whatCannotBeReadIsAskedForAfterFiveSeconds() {
        ann.process.receive(unreadable(BOB, "M1"));
        ann.process.loop.advance(PATIENCE.minusMillis(1));
        assertThat(ann.process.requests).isEmpty();
        ann.process.loop.advance(Duration.ofMillis(1));
        assertThat(asked().getId()).isEqualTo("M1");
    }

    @Test
    void inAGroupTheAuthorIsNamed() {
        ann.process.receive(unreadable(GROUP, "M1"));
        ann.process.loop.advance(PATIENCE);
        MessageKey key = asked();
        assertThat(key.getRemoteJid()).isEqualTo(GROUP.toString());
        assertThat(key.getParticipant()).isEqualTo(BOB.toUser().toString());
    }

    @Test
    void whatComesTwiceIsAskedForOnce() {
        ann.process.receive(unavailable("M1", "type", "x"));
        asked();
        ann.process.receive(unavailable("M1", "type", "x"));
        assertThat(ann.process.requests).isEmpty();
    }

    @Test
    void withoutAConnectionThePhoneIsNotAsked() {
        ann.process.receive(unreadable(BOB, "M1"));
        ann.process.cut();
        ann.process.loop.advance(PATIENCE);
        assertThat(ann.process.requests).isEmpty();
    }

    @Test
    void whatTheSenderBringsInTimeIsNotAskedFor() {
        Stranger stranger = new Stranger(world.office.bundle(ANN));
        Node good = stranger.text("hello");
        ann.process.receive(Node.builder("message")
                .attr("from", Stranger.ADDRESS)
                .attr("id", good.requireAttr("id"))
                .attr("t", 1_760_000_000)
                .child(unreadable(BOB, "x").requireChild("enc"))
                .build());
        ann.process.receive(good);
        ann.process.loop.advance(PATIENCE);
        assertThat(ann.process.requests).isEmpty();
    }

    @Test
    void thePhonesCopyIsDeliveredAsIfItsSenderHadSentIt() {
        ann.process.receive(unreadable(GROUP, "M1"));
        ann.process.loop.advance(PATIENCE);
        asked();
        answers(ANNS_PHONE, copy("M1", "hello"));
        assertThat(world.delivered(ANN)).singleElement().satisfies(message -> {
            assertThat(message.content()).isEqualTo(new TextContent("hello"));
            assertThat(message.key().id()).isEqualTo("M1");
            assertThat(message.key().chat()).isEqualTo(GROUP);
            assertThat(message.sender()).isEqualTo(BOB);
            assertThat(message.timestamp().getEpochSecond()).isEqualTo(1_760_000_123L);
        });
    }

    @Test
    void aSecondCopyIsNotDelivered() {
        ann.process.receive(unavailable("M1", "type", "x"));
        asked();
        answers(ANNS_PHONE, copy("M1", "hello"));
        answers(ANNS_PHONE, copy("M1", "hello again"));
        assertThat(world.delivered(ANN)).hasSize(1);
    }

    @Test
    void aCopyThatNobodyWaitsForIsNotDelivered() {
        answers(ANNS_PHONE, copy("M1", "hello"));
        assertThat(world.delivered(ANN)).isEmpty();
    }

    /** Bytes that are no message, and a message with nothing in it. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00ff", ""})
    void aCopyThatCannotBeReadIsPassedOver(String info) {
        ann.process.receive(unavailable("M1", "type", "x"));
        asked();
        answers(ANNS_PHONE, ByteString.copyFrom(info, java.nio.charset.StandardCharsets.ISO_8859_1));
        answers(ANNS_PHONE, copy("M1", "hello"));
        assertThat(world.delivered(ANN)).hasSize(1);
    }

    @Test
    void anotherLinkedDeviceDoesNotAnswerForThePhone() {
        ann.process.receive(unavailable("M1", "type", "x"));
        asked();
        answers(TABLET, copy("M1", "forged"));
        assertThat(world.delivered(ANN)).isEmpty();
    }

    // The messages between own devices themselves.

    private static PeerDataOperationRequestMessage request() {
        return PeerDataOperationRequestMessage.newBuilder()
                .setPeerDataOperationRequestType(PeerDataOperationRequestType.HISTORY_SYNC_ON_DEMAND)
                .build();
    }

    private CompletableFuture<String> ask() {
        return ann.process.call(() -> ann.messages.peers().request(request()));
    }

    @Test
    void aRequestGoesToThePhonesNumberAsAPeerMessage() {
        ask();
        Node message = peerMessage(ann);
        assertThat(message.requireJid("to"))
                .isEqualTo(ann.process.credentials.requireAccount().jid().withDevice(0));
        assertThat(message.requireAttr("category")).isEqualTo("peer");
        assertThat(message.requireAttr("type")).isEqualTo("text");
        assertThat(message.requireChild("meta").requireAttr("appdata")).isEqualTo("default");
        assertThat(message.requireChild("enc").requireAttr("type")).isEqualTo("pkmsg");
        assertThat(message.requireChild("device-identity").requireBytes()).containsExactly(1);
    }

    @Test
    void theRequestNamesItselfWhenTheServerHasTakenIt() {
        CompletableFuture<String> id = ask();
        String sent = peerMessage(ann).requireAttr("id");
        assertThat(id).isNotDone();
        take(ann);
        assertThat(id).isCompletedWithValue(sent);
    }

    @Test
    void furtherAttributesGoOnTheStanza() {
        ann.process.run(() -> ann.messages
                .peers()
                .sendToPhone(ProtocolMessage.getDefaultInstance(), Map.of("push_priority", "high_force")));
        assertThat(peerMessage(ann).requireAttr("push_priority")).isEqualTo("high_force");
    }

    @Test
    void aRefusedRequestFailsWithTheServersCode() {
        CompletableFuture<String> id = ask();
        peerMessage(ann);
        ann.process.answerWith(Node.builder("ack").attr("error", 479).build());
        assertThatThrownBy(id::join)
                .hasCauseInstanceOf(SendFailedException.class)
                .hasMessageContaining("the server found the message malformed");
    }

    @Test
    void othersGetNoPeerMessages() {
        CompletableFuture<String> id =
                ann.process.call(() -> ann.messages.peers().send(BOB, ProtocolMessage.getDefaultInstance(), Map.of()));
        assertThatThrownBy(id::join)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("peer messages go to own devices only");
        assertThat(ann.process.requests).isEmpty();
    }

    @Test
    void withoutAConnectionARequestFailsAtOnce() {
        ann.process.cut();
        assertThatThrownBy(() -> ask().join()).hasCauseInstanceOf(NotConnectedException.class);
    }

    @Test
    void answersOfATypeHaveOneHandler() {
        assertThatThrownBy(() -> ann.messages
                        .peers()
                        .onResponse(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND, (n, r, t) -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PLACEHOLDER_MESSAGE_RESEND");
    }
}
