package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.event.HistoryFailed;
import org.camelwhatsapp.engine.event.HistoryProgress;
import org.camelwhatsapp.engine.event.HistoryReceived;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.history.HistoryException;
import org.camelwhatsapp.engine.history.HistoryFeature;
import org.camelwhatsapp.engine.history.HistorySpan;
import org.camelwhatsapp.engine.message.archive.ArchiveFeature;
import org.camelwhatsapp.engine.message.archive.ArchivedChat;
import org.camelwhatsapp.engine.message.archive.ArchivedContact;
import org.camelwhatsapp.engine.message.archive.ArchivedMessage;
import org.camelwhatsapp.engine.message.archive.MessageQuery;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySync.HistorySyncType;
import org.camelwhatsapp.proto.HistorySyncMsg;
import org.camelwhatsapp.proto.PhoneNumberToLIDMapping;
import org.camelwhatsapp.proto.Pushname;
import org.camelwhatsapp.proto.Reaction;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.camelwhatsapp.simulator.phone.HistoryShare;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.state.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Jid BOB = Jid.phone("15550002002");
    private static final Jid BOB_LID = Jid.lid("200000000000002");

    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone phone;
    private TestClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        phone = simulator.addAccount("15550001001", "Alice");
        client = new TestClient(simulator, directory, "alice").paired(phone);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private static WebMessageInfo own(WebMessageInfo message, WebMessageInfo.Status status) {
        return message.toBuilder()
                .setKey(message.getKey().toBuilder().setFromMe(true))
                .setStatus(status)
                .build();
    }

    private static HistorySync bootstrap() {
        WebMessageInfo liked = PhoneHistory.text(BOB, "B1", 1_700_000_100, "good morning").toBuilder()
                .addReactions(Reaction.newBuilder()
                        .setKey(org.camelwhatsapp.proto.MessageKey.newBuilder().setFromMe(true))
                        .setText("\u2764")
                        .setSenderTimestampMs(1_700_000_150_000L))
                .build();
        WebMessageInfo answer =
                own(PhoneHistory.text(BOB, "B2", 1_700_000_200, "and to you"), WebMessageInfo.Status.READ);
        return HistorySync.newBuilder()
                .setSyncType(HistorySyncType.INITIAL_BOOTSTRAP)
                .setChunkOrder(1)
                .setProgress(100)
                .addConversations(Conversation.newBuilder()
                        .setId(BOB.toString())
                        .setName("Bob Builder")
                        .setUnreadCount(1)
                        .setArchived(true)
                        .setConversationTimestamp(1_700_000_200)
                        .addMessages(HistorySyncMsg.newBuilder().setMessage(answer))
                        .addMessages(HistorySyncMsg.newBuilder().setMessage(liked)))
                .addPhoneNumberToLidMappings(PhoneNumberToLIDMapping.newBuilder()
                        .setPnJid(BOB.toString())
                        .setLidJid(BOB_LID.toString()))
                .build();
    }

    /** Thousands of messages take a while on a busy machine. */
    private HistoryReceived received(String type) {
        await().atMost(Duration.ofMinutes(4))
                .until(() -> client.events.stream()
                        .anyMatch(e -> e instanceof HistoryReceived received
                                && received.type().equals(type)));
        return client.awaitEvent(HistoryReceived.class, e -> e.type().equals(type));
    }

    @Test
    void theFirstPartBringsChatsMessagesNamesAndAddresses() {
        String id = phone.history().sendInline(bootstrap()).get(0);

        HistoryReceived done = received("bootstrap");
        assertThat(done).isEqualTo(new HistoryReceived("bootstrap", 1, 100, null, 2, 1, 0));
        Node receipt = phone.awaitStanza(stanza -> stanza.attr("type", "").equals("hist_sync"), TestClient.PATIENCE);
        assertThat(receipt.attr("id")).isEqualTo(id);
        ArchivedChat chat = archive(a -> a.chats(true, null, 10)).chats().get(0);
        // The mapping stands behind the messages, and still they are kept under the LID.
        assertThat(chat.chat()).isEqualTo(BOB_LID);
        assertThat(chat.alternate()).isEqualTo(BOB);
        assertThat(chat.name()).isEqualTo("Bob Builder");
        assertThat(chat.unread()).isEqualTo(1);
        List<ArchivedMessage> messages = archive(a -> a.messages(new MessageQuery(BOB, null, null, null), null, 10))
                .messages();
        assertThat(messages).extracting(m -> m.key().id()).containsExactly("B2", "B1");
        assertThat(messages)
                .extracting(ArchivedMessage::status)
                .containsExactly(MessageStatus.READ, MessageStatus.NONE);
        assertThat(messages.get(1).content()).isEqualTo(new TextContent("good morning"));
        ArchivedMessage whole = archive(a -> a.message(messages.get(1).key()));
        assertThat(whole.details().reactions())
                .extracting(ArchivedMessage.Reaction::reactor)
                .containsExactly(phone.lid());
        assertThat(archive(a -> a.messages(new MessageQuery(null, null, null, "morn"), null, 10))
                        .messages())
                .hasSize(1);
    }

    @Test
    void aPartOnTheMediaHostIsDownloadedAndThenDeletedThere() {
        HistorySync many = PhoneHistory.invent(20, 300, 1);
        phone.history().send(many);

        HistoryReceived done = received("recent");
        assertThat(done.messages()).isEqualTo(6_000);
        assertThat(done.chats()).isEqualTo(20);
        assertThat(client.events)
                .filteredOn(HistoryProgress.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((HistoryProgress) e).messages()).isBetween(5_000L, 5_999L));
        await().atMost(TestClient.PATIENCE).until(() -> simulator.mediaBytes() == 0);
        Jid chat = Jid.parse(many.getConversations(7).getId());
        assertThat(archive(a -> a.messages(new MessageQuery(chat, null, null, null), null, 500))
                        .messages())
                .extracting(m -> m.key().id())
                .containsExactlyElementsOf(many.getConversations(7).getMessagesList().stream()
                        .map(m -> m.getMessage().getKey().getId())
                        .toList());
    }

    @Test
    void ordinaryMessagesDoNotWaitForTheHistory() {
        Phone friend = simulator.addAccount("15550001003", "Friend");
        announceWithoutThePart(PhoneHistory.invent(20, 100, 2));
        friend.sendText(phone.phoneJid(), "meanwhile");

        client.awaitEvent(MessageReceived.class, e -> e.message().content().equals(new TextContent("meanwhile")));
        assertThat(client.events).noneMatch(HistoryReceived.class::isInstance);
        phone.goOnline();
        assertThat(received("recent").messages()).isEqualTo(2_000);
    }

    /** The host has lost the part and the phone, which could bring it again, is away; the client works on it. */
    private void announceWithoutThePart(HistorySync part) {
        phone.goOffline();
        client.client.disconnect();
        client.awaitState(ConnectionState.STOPPED);
        phone.history().send(part);
        simulator.expireMedia();
        client.client.connect();
        await().atMost(TestClient.PATIENCE)
                .until(() -> get(client.client.with(
                                HistoryFeature.class, f -> CompletableFuture.completedFuture(f.waiting())))
                        == 1);
    }

    @Test
    void theNextMessageHasTheTimerAndTheTokenOfTheChat() {
        Phone bob = simulator.addAccount("15550002002", "Bob");
        byte[] token = "a token of Bob".getBytes(StandardCharsets.US_ASCII);
        simulator.call(() -> {
            Directory directory = simulator.world().directory();
            directory.account(bob.phoneJid()).profile().trusted().put(directory.account(phone.phoneJid()), token);
            return true;
        });
        bob.profile().setRestricted(true);
        phone.history()
                .send(HistorySync.newBuilder()
                        .setSyncType(HistorySyncType.RECENT)
                        .addConversations(Conversation.newBuilder()
                                .setId(bob.phoneJid().toString())
                                .setTcToken(ByteString.copyFrom(token))
                                .setTcTokenTimestamp(System.currentTimeMillis() / 1000)
                                .setEphemeralExpiration(86_400)
                                .setEphemeralSettingTimestamp(1_700_000_000))
                        .build());
        received("recent");

        get(client.client.sendText(bob.phoneJid(), "gone tomorrow"));

        ReceivedMessage message = bob.await(m -> true, TestClient.PATIENCE);
        assertThat(message.message().getExtendedTextMessage().getContextInfo().getExpiration())
                .isEqualTo(86_400);
    }

    @Test
    void namesAreKept() {
        phone.history()
                .send(HistorySync.newBuilder()
                        .setSyncType(HistorySyncType.PUSH_NAME)
                        .addPushnames(
                                Pushname.newBuilder().setId(BOB.toString()).setPushname("bobby"))
                        .addPushnames(Pushname.newBuilder().setId("-").setPushname("nobody"))
                        .build());

        assertThat(received("names").names()).isEqualTo(1);
        List<ArchivedContact> contacts = archive(a -> a.contacts(null, 10)).contacts();
        assertThat(contacts).extracting(ArchivedContact::user).contains(BOB);
        assertThat(contacts).extracting(ArchivedContact::pushName).contains("bobby");
    }

    @Test
    void aPartThatTheHostHasForgottenIsAskedOfThePhone() {
        client.client.disconnect();
        client.awaitState(ConnectionState.STOPPED);
        phone.history().send(bootstrap());
        simulator.expireMedia();
        client.client.connect();

        assertThat(received("bootstrap").messages()).isEqualTo(2);
    }

    @Test
    void whatIsNoHistoryIsGivenUpWithAReason() {
        phone.history().sendRaw(HistorySyncType.RECENT, new byte[] {1, 2, 3});
        byte[] bomb = new byte[64 << 20];
        byte[] head = {0x4a, (byte) 0xfb, (byte) 0xff, (byte) 0xff, 0x1f};
        System.arraycopy(head, 0, bomb, 0, head.length);
        phone.history().sendRaw(HistorySyncType.FULL, HistoryShare.deflate(bomb));

        HistoryFailed wrong =
                client.awaitEvent(HistoryFailed.class, e -> e.type().equals("recent"));
        assertThat(wrong).isEqualTo(new HistoryFailed("recent", 0, "history-malformed", false));
        HistoryFailed large =
                client.awaitEvent(HistoryFailed.class, e -> e.type().equals("full"));
        assertThat(large.code()).isEqualTo("history-too-large");
        phone.history().sendInline(bootstrap());
        assertThat(received("bootstrap").messages()).isEqualTo(2);
    }

    @Test
    void whatAStrangerCallsHistoryIsDropped() {
        Phone stranger = simulator.addAccount("15550001002", "Mallory");
        stranger.send(
                phone.phoneJid(),
                org.camelwhatsapp.proto.Message.newBuilder()
                        .setProtocolMessage(org.camelwhatsapp.proto.Message.ProtocolMessage.newBuilder()
                                .setType(org.camelwhatsapp.proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION)
                                .setHistorySyncNotification(
                                        org.camelwhatsapp.proto.Message.HistorySyncNotification.newBuilder()
                                                .setInitialHistBootstrapInlinePayload(
                                                        ByteString.copyFrom(HistoryShare.deflate(
                                                                bootstrap().toByteArray())))))
                        .build());
        stranger.sendText(phone.phoneJid(), "after it");

        client.awaitEvent(MessageReceived.class, e -> e.message().content().equals(new TextContent("after it")));
        assertThat(archive(a -> a.chats(true, null, 10)).chats()).isEmpty();
        assertThat(client.events).noneMatch(HistoryReceived.class::isInstance);
    }

    @Test
    void aPartThatWasAnnouncedIsTakenInAfterARestart() {
        // Host and phone keep the part back until the process has ended: the announcement alone is there.
        announceWithoutThePart(bootstrap());
        client.close();
        phone.goOnline();
        client = new TestClient(simulator, directory, "alice");
        client.client.connect();

        assertThat(received("bootstrap").messages()).isEqualTo(2);
    }

    @Test
    void olderMessagesComeOnRequest() {
        phone.history().sendInline(bootstrap());
        received("bootstrap");
        phone.history()
                .keep(
                        BOB_LID,
                        List.of(
                                PhoneHistory.text(BOB, "A1", 1_600_000_000, "the very first"),
                                PhoneHistory.text(BOB, "A2", 1_600_000_060, "the second"),
                                PhoneHistory.text(BOB, "A3", 1_600_000_120, "the third")));

        String request =
                get(client.client.with(HistoryFeature.class, f -> f.requests().older(BOB, 2)));

        HistoryReceived answer = received("on-demand");
        assertThat(answer.requestId()).isEqualTo(request);
        assertThat(answer.messages()).isEqualTo(2);
        assertThat(archive(a -> a.messages(new MessageQuery(BOB_LID, null, null, null), null, 10))
                        .messages())
                .extracting(m -> m.key().id())
                .containsExactly("B2", "B1", "A3", "A2");
        ArchivedChat chat = archive(a -> a.chats(null, null, 10)).chats().get(0);
        assertThat(chat.unread()).isEqualTo(1);
    }

    @Test
    void everythingComesOnRequestOrIsRefused() {
        get(client.client.with(HistoryFeature.class, f -> f.requests().all(new HistorySpan(30, 100))));
        assertThat(client.awaitEvent(HistoryFailed.class, e -> true))
                .isEqualTo(new HistoryFailed("full", 0, "history-refused", false));

        phone.history()
                .setEverything(bootstrap().toBuilder()
                        .setSyncType(HistorySyncType.FULL)
                        .build());
        String request =
                get(client.client.with(HistoryFeature.class, f -> f.requests().all(new HistorySpan(30, 100))));

        HistoryReceived answer = received("full");
        assertThat(answer.requestId()).isEqualTo(request);
        assertThat(answer.messages()).isEqualTo(2);
    }

    @Test
    void aChatWithoutAMessageCannotBeAskedFor() {
        assertThatThrownBy(() -> get(client.client.with(
                        HistoryFeature.class, f -> f.requests().older(BOB, 10))))
                .hasRootCauseInstanceOf(HistoryException.class)
                .rootCause()
                .satisfies(e -> assertThat(((HistoryException) e).code()).isEqualTo("history-no-anchor"));
    }

    private <T> T archive(java.util.function.Function<ArchiveFeature, CompletionStage<T>> question) {
        return get(client.client.with(ArchiveFeature.class, question));
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }
}
