package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.fault.Fault;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that one sends besides plain texts, both ways between our engine and an independent client. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodeContentTests {
    private static final byte[] FILE = new byte[200_003];

    static {
        new Random(7).nextBytes(FILE);
    }

    private final String driver;
    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    private final Phone carolPhone = simulator.addAccount("15550001003", "Carol");
    private NodeClient bob;
    private TestClient alice;

    NodeContentTests(String driver) {
        this.driver = driver;
    }

    /** How this client names a user when it sends. */
    Jid addressOf(Phone phone) {
        return phone.phoneJid();
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        bob = NodeClient.start(driver, simulator);
        bob.paired(bobPhone);
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
        get(alice.client.sendText(bobPhone.phoneJid(), "warm"));
        bob.awaitText("warm");
        bob.sendText(addressOf(alicePhone), "warm too");
        text("warm too");
    }

    @AfterAll
    void stop() {
        if (alice != null) {
            alice.close();
        }
        if (bob != null) {
            bob.close();
        }
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private IncomingMessage received(Predicate<IncomingMessage> wanted) {
        return alice.awaitEvent(MessageReceived.class, event -> wanted.test(event.message()))
                .message();
    }

    private IncomingMessage text(String text) {
        return received(m ->
                m.content() instanceof TextContent content && content.text().equals(text));
    }

    private IncomingMessage byId(String id) {
        return received(m -> m.key().id().equals(id));
    }

    private String send(MessageContent content, SendOptions options) {
        return get(alice.client.send(bobPhone.phoneJid(), content, options)).id();
    }

    private JsonObject atBob(String id) {
        return bob.await("message", event -> id.equals(event.getString("id")));
    }

    private byte[] download(IncomingMessage message) {
        return get(alice.client.downloadBytes((RemoteMedia) ((MediaContent) message.content()).media(), 1 << 20));
    }

    /** The other client's view of a message whose file it could download. */
    private Message withFileAtBob(String id) {
        JsonObject event = atBob(id);
        String base64 = bob.call("download", "target", id).getString("base64");
        assertThat(Base64.getDecoder().decode(base64)).isEqualTo(FILE);
        return NodeClient.message(event);
    }

    private void awaitOnline(int devices) {
        Awaitility.await()
                .atMost(NodeClient.PATIENCE)
                .untilAsserted(() -> assertThat(simulator.onlineDevices()).isEqualTo(devices));
    }

    @Test
    void exchangesFiftyMessages() {
        for (int i = 0; i < 50; i++) {
            send(new TextContent("a" + i), SendOptions.NONE);
            bob.awaitText("a" + i);
            bob.sendText(addressOf(alicePhone), "b" + i);
            text("b" + i);
        }
        assertThat(bob.count("a0")).isEqualTo(1);
    }

    @Test
    void sendsFilesToIt() {
        Message.ImageMessage image = withFileAtBob(
                        send(new ImageContent(MediaSource.bytes(FILE, "image/png"), "chart"), SendOptions.NONE))
                .getImageMessage();
        assertThat(image.getCaption()).isEqualTo("chart");
        assertThat(image.getMimetype()).isEqualTo("image/png");
        Message.DocumentMessage document = withFileAtBob(send(
                        new DocumentContent(MediaSource.bytes(FILE, "application/pdf"), "r.pdf", null),
                        SendOptions.NONE))
                .getDocumentMessage();
        assertThat(document.getFileName()).isEqualTo("r.pdf");
        assertThat(document.getMimetype()).isEqualTo("application/pdf");
        Message.AudioMessage voice = withFileAtBob(send(
                        new AudioContent(MediaSource.bytes(FILE, "audio/ogg; codecs=opus"), true, 3), SendOptions.NONE))
                .getAudioMessage();
        assertThat(voice.getPtt()).isTrue();
        assertThat(voice.getSeconds()).isEqualTo(3);
    }

    @Test
    void receivesFilesFromIt() {
        String base64 = Base64.getEncoder().encodeToString(FILE);
        Jid to = addressOf(alicePhone);
        IncomingMessage image = byId(bob.compose(to, "image", "base64", base64, "caption", "chart"));
        assertThat(((ImageContent) image.content()).caption()).isEqualTo("chart");
        assertThat(Arrays.equals(download(image), FILE)).isTrue();
        IncomingMessage document =
                byId(bob.compose(to, "document", "base64", base64, "fileName", "r.pdf", "mimetype", "application/pdf"));
        assertThat(((DocumentContent) document.content()).fileName()).isEqualTo("r.pdf");
        assertThat(Arrays.equals(download(document), FILE)).isTrue();
        IncomingMessage voice = byId(bob.compose(to, "voice", "base64", base64));
        assertThat(((AudioContent) voice.content()).voiceNote()).isTrue();
        assertThat(Arrays.equals(download(voice), FILE)).isTrue();
    }

    @Test
    void answersReactsEditsAndRevokesForIt() {
        bob.sendText(addressOf(alicePhone), "question");
        MessageKey question = text("question").key();
        String answer = send(new TextContent("answer"), SendOptions.replyTo(question, new TextContent("question")));
        ContextInfo context =
                NodeClient.message(atBob(answer)).getExtendedTextMessage().getContextInfo();
        assertThat(context.getStanzaId()).isEqualTo(question.id());
        send(new ReactionContent(question, "👍"), SendOptions.NONE);
        Message reaction = NodeClient.message(bob.awaitMessage(Message::hasReactionMessage));
        assertThat(reaction.getReactionMessage().getKey().getId()).isEqualTo(question.id());
        assertThat(reaction.getReactionMessage().getText()).isEqualTo("👍");
        MessageKey own = new MessageKey(bobPhone.phoneJid(), answer, true, null);
        send(new EditContent(own, "better answer"), SendOptions.NONE);
        bob.awaitMessage(m -> m.toString().contains("better answer"));
        send(new RevokeContent(own), SendOptions.NONE);
        bob.awaitMessage(m -> m.getProtocolMessage().getType() == Message.ProtocolMessage.Type.REVOKE
                && m.getProtocolMessage().getKey().getId().equals(answer));
    }

    @Test
    void understandsItsAnswersReactionsEditsAndRevokes() {
        Jid to = addressOf(alicePhone);
        String question = send(new TextContent("their question"), SendOptions.NONE);
        atBob(question);
        IncomingMessage answer = byId(bob.compose(to, "quote", "text", "their answer", "target", question));
        assertThat(answer.context().quotedId()).isEqualTo(question);
        bob.compose(to, "reaction", "emoji", "🙏", "target", question);
        IncomingMessage reaction = received(
                m -> m.content() instanceof ReactionContent r && r.emoji().equals("🙏"));
        assertThat(((ReactionContent) reaction.content()).target().id()).isEqualTo(question);
        bob.compose(
                to,
                "edit",
                "text",
                "their better answer",
                "target",
                answer.key().id());
        IncomingMessage edit = received(m -> m.content() instanceof EditContent);
        assertThat(((EditContent) edit.content()).text()).isEqualTo("their better answer");
        assertThat(((EditContent) edit.content()).target().id())
                .isEqualTo(answer.key().id());
        bob.compose(to, "revoke", "target", answer.key().id());
        IncomingMessage revoke = received(m -> m.content() instanceof RevokeContent);
        assertThat(((RevokeContent) revoke.content()).target().id())
                .isEqualTo(answer.key().id());
    }

    @Test
    void votesInItsPollsAndShowsItsPolls() {
        Jid to = addressOf(alicePhone);
        IncomingMessage poll =
                byId(bob.compose(to, "poll", "name", "Which?", "options", new JsonArray(List.of("red", "blue"))));
        assertThat(poll.content()).isEqualTo(new PollContent("Which?", List.of("red", "blue"), 1));
        send(new PollVoteContent(poll.key(), List.of("blue")), SendOptions.NONE);
        bob.await(
                "votes",
                event -> poll.key().id().equals(event.getString("id"))
                        && event.getJsonArray("options").contains("blue"));
        String ours = send(new PollContent("When?", List.of("now", "later"), 1), SendOptions.NONE);
        Message seen = NodeClient.message(atBob(ours));
        assertThat(seen.getPollCreationMessageV3().getName()).isEqualTo("When?");
        bob.call("vote", "to", to.toString(), "target", ours, "option", "now");
        IncomingMessage vote = received(
                m -> m.content() instanceof PollVoteContent v && v.target().id().equals(ours));
        assertThat(((PollVoteContent) vote.content()).options()).containsExactly("now");
    }

    @Test
    void seesAndSendsReceipts() {
        String delivered = send(new TextContent("read me"), SendOptions.NONE);
        atBob(delivered);
        // The phone confirms, too; the client is the device with a number.
        alice.awaitEvent(
                ReceiptReceived.class,
                r -> r.messageIds().contains(delivered)
                        && r.type() == ReceiptReceived.Type.DELIVERY
                        && r.participant().device() > 0);
        bob.call("read", "target", delivered);
        alice.awaitEvent(
                ReceiptReceived.class,
                r -> r.messageIds().contains(delivered) && r.type() == ReceiptReceived.Type.READ);
        String theirs = bob.sendText(addressOf(alicePhone), "read me too");
        IncomingMessage message = byId(theirs);
        bobPhone.awaitStanza(
                n -> n.is("receipt")
                        && theirs.equals(n.attr("id"))
                        && n.attr("type", "").isEmpty()
                        && n.requireJid("from").device() > 0,
                NodeClient.PATIENCE);
        bob.await(
                "receipt", event -> theirs.equals(event.getString("id")) && "delivery".equals(event.getString("type")));
        get(alice.client.markRead(message.key()));
        bob.await("receipt", event -> theirs.equals(event.getString("id")) && "read".equals(event.getString("type")));
    }

    @Test
    void bothAskAgainForWhatTheyCannotRead() {
        Fault fault = simulator
                .faults()
                .add(FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.CORRUPT)
                        .tag("message")
                        .times(1));
        String toBob = send(new TextContent("spoilt for whom"), SendOptions.NONE);
        get(fault.over());
        assertThat(bob.awaitText("spoilt for whom").getString("id")).isEqualTo(toBob);
        assertThat(alice.awaitEvent(RetryRequested.class, e -> e.messageId().equals(toBob))
                        .answered())
                .isTrue();
        Fault second = simulator
                .faults()
                .add(FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.CORRUPT).tag("message"));
        String toUs = bob.sendText(addressOf(alicePhone), "spoilt for us");
        get(second.over());
        assertThat(text("spoilt for us").key().id()).isEqualTo(toUs);
        send(new TextContent("and on it goes"), SendOptions.NONE);
        bob.awaitText("and on it goes");
    }

    @Test
    void reachesMembersThatCameLater() {
        Jid group = get(alice.client.with(
                        GroupFeature.class, groups -> groups.create("Later", List.of(carolPhone.phoneJid()))))
                .jid();
        get(alice.client.sendText(group, "before"));
        carolPhone.awaitText("before", NodeClient.PATIENCE);
        get(alice.client.with(
                GroupFeature.class, groups -> groups.changeMembers(group, "add", List.of(bobPhone.phoneJid()))));
        get(alice.client.sendText(group, "after"));
        assertThat(bob.awaitText("after").getString("chat")).isEqualTo(group.toString());
        assertThat(bob.count("before")).isZero();
        bob.sendText(group, "thanks");
        assertThat(text("thanks").key().chat()).isEqualTo(group);
        carolPhone.awaitText("thanks", NodeClient.PATIENCE);
    }

    @Test
    void isAddedToItsGroups() {
        JsonArray members = new JsonArray().add(addressOf(carolPhone).toString());
        Jid group = Jid.parse(
                bob.call("createGroup", "subject", "Theirs", "members", members).getString("group"));
        bob.sendText(group, "first in theirs");
        carolPhone.awaitText("first in theirs", NodeClient.PATIENCE);
        bob.call(
                "addMembers",
                "group",
                group.toString(),
                "members",
                new JsonArray().add(addressOf(alicePhone).toString()));
        bob.sendText(group, "second in theirs");
        assertThat(text("second in theirs").key().chat()).isEqualTo(group);
        get(alice.client.sendText(group, "hello all"));
        assertThat(bob.awaitText("hello all").getString("chat")).isEqualTo(group.toString());
    }

    @Test
    void deliversWhatCameWhileEitherWasAway() {
        bob.call("disconnect");
        awaitOnline(1);
        send(new TextContent("while it was away"), SendOptions.NONE);
        assertThat(bob.count("while it was away")).isZero();
        bob.call("reconnect");
        bob.awaitText("while it was away");
        get(alice.client.disconnect());
        awaitOnline(1);
        bob.sendText(addressOf(alicePhone), "while we were away");
        bobPhone.awaitText("while we were away", NodeClient.PATIENCE);
        alice.client.connect();
        alice.ready();
        assertThat(text("while we were away").offline()).isTrue();
        send(new TextContent("both are back"), SendOptions.NONE);
        bob.awaitText("both are back");
    }

    @Test
    void writesByLidAndByNumber() {
        get(alice.client.sendText(bobPhone.lid(), "by LID"));
        bob.awaitText("by LID");
        get(alice.client.sendText(bobPhone.phoneJid(), "by number"));
        bob.awaitText("by number");
        bob.sendText(alicePhone.lid(), "LID to us");
        text("LID to us");
    }
}
