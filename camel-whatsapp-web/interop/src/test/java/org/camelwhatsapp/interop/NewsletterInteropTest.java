package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.event.NewsletterChanged;
import org.camelwhatsapp.engine.event.NewsletterCountsChanged;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.newsletter.NewsletterAdminFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterDraft;
import org.camelwhatsapp.engine.newsletter.NewsletterFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.camelwhatsapp.engine.newsletter.NewsletterMessage;
import org.camelwhatsapp.engine.newsletter.NewsletterPage;
import org.camelwhatsapp.engine.newsletter.NewsletterPostFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterRole;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.newsletter.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Newsletters that one client runs and the other follows, both ways, as far as the independent client goes. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewsletterInteropTest {
    private static final byte[] FILE = new byte[50_001];

    static {
        Arrays.fill(FILE, (byte) 9);
    }

    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    private NodeClient bob;
    private TestClient alice;

    @BeforeAll
    void start(@TempDir Path directory) {
        bob = NodeClient.start("baileys-driver.mjs", simulator);
        bob.paired(bobPhone);
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
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

    /** Lets Bob's client do something about newsletters. */
    private JsonObject bobCalls(String call, Object... args) {
        return bob.call("newsletter", "call", call, "args", new JsonArray(List.of(args)));
    }

    private Jid made(String name) {
        return get(alice.client.with(NewsletterFeature.class, n -> n.create(NewsletterDraft.named(name))))
                .jid();
    }

    private NewsletterMessage received(Jid newsletter, String text) {
        return alice.awaitEvent(
                        NewsletterMessageReceived.class,
                        event -> event.message().newsletter().equals(newsletter)
                                && new TextContent(text).equals(event.message().content()))
                .message();
    }

    @Test
    void weFollowWhatTheOtherRuns() {
        JsonObject created = bobCalls("Create", "Bob's news", "What Bob does").getJsonObject("result");
        Jid news = Jid.parse(created.getString("id"));
        NewsletterInfo info =
                get(alice.client.with(NewsletterFeature.class, n -> n.preview(created.getString("invite"))));
        assertThat(info.jid()).isEqualTo(news);
        assertThat(info.name()).isEqualTo("Bob's news");
        assertThat(info.description()).isEqualTo("What Bob does");
        assertThat(info.role()).isEqualTo(NewsletterRole.GUEST);
        get(alice.client.with(NewsletterFeature.class, n -> n.follow(news)));

        bob.sendText(news, "first post");
        NewsletterMessage first = received(news, "first post");
        get(alice.client.with(NewsletterPostFeature.class, p -> p.react(news, first.serverId(), "👍")));
        assertThat(bobPhone.newsletters().reactions(news, first.serverId())).containsEntry("15550001001", "👍");

        get(alice.client.with(NewsletterPostFeature.class, p -> p.subscribe(news)));
        bobCalls("ReactMessage", news.toString(), Long.toString(first.serverId()), "🎉");
        assertThat(alice.awaitEvent(NewsletterCountsChanged.class, event -> true)
                        .messages()
                        .get(0)
                        .counts()
                        .reactions())
                .containsKeys("👍", "🎉");

        bobCalls("UpdateName", news.toString(), "Bob's better news");
        assertThat(alice.awaitEvent(
                                NewsletterChanged.class, event -> event.action().equals("metadata_update"))
                        .info())
                .extracting(NewsletterInfo::name)
                .isEqualTo("Bob's better news");
        bobCalls("Delete", news.toString());
        alice.awaitEvent(NewsletterChanged.class, event -> event.action().equals("state_change"));
    }

    @Test
    void theOtherFollowsWhatWeRun() {
        Jid news = made("Alice's news");
        bobCalls("Follow", news.toString());
        assertThat(alicePhone.newsletters().members(news)).containsEntry("15550001002", Role.SUBSCRIBER);
        JsonObject metadata = bobCalls("Metadata", "jid", news.toString()).getJsonObject("result");
        assertThat(metadata.getJsonObject("thread_metadata")
                        .getJsonObject("name")
                        .getString("text"))
                .isEqualTo("Alice's news");
        bobCalls("Mute", news.toString());
        assertThat(bobPhone.newsletters().settings(news)).containsExactly("MUTE_ADMIN_ACTIVITY");
        bobCalls("Unmute", news.toString());
        assertThat(bobPhone.newsletters().settings(news)).isEmpty();

        SendResult sent = get(alice.client.sendText(news, "hello followers"));
        JsonObject message = bob.awaitText("hello followers");
        assertThat(message.getString("chat")).isEqualTo(news.toString());
        assertThat(message.getString("serverId")).isEqualTo(Long.toString(sent.serverId()));

        MessageKey key = new MessageKey(news, sent.id(), true, null);
        get(alice.client.send(news, new EditContent(key, "hello all followers"), SendOptions.NONE));
        bob.awaitText("hello all followers");

        ImageContent image = new ImageContent(MediaSource.bytes(FILE, "image/png"), "look");
        String id = get(alice.client.send(news, image, SendOptions.NONE)).id();
        Message.ImageMessage shown = NodeClient.message(bob.await("message", event -> id.equals(event.getString("id"))))
                .getImageMessage();
        assertThat(shown.getFileSha256().toByteArray()).isEqualTo(Hashes.sha256(FILE));
        assertThat(shown.hasMediaKey()).isFalse();

        assertThat(bob.call("watchNewsletter", "newsletter", news.toString()).getValue("duration"))
                .hasToString("300");
        bobCalls("Unfollow", news.toString());
        assertThat(alicePhone.newsletters().members(news)).doesNotContainKey("15550001002");
    }

    @Test
    void weReadTheFilesThatTheOtherPosts() {
        JsonObject created = bobCalls("Create", "Pictures").getJsonObject("result");
        Jid news = Jid.parse(created.getString("id"));
        get(alice.client.with(NewsletterFeature.class, n -> n.follow(news)));
        String id = bob.compose(news, "image", "base64", Base64.getEncoder().encodeToString(FILE), "caption", "c");
        NewsletterMessage message = alice.awaitEvent(
                        NewsletterMessageReceived.class,
                        event -> id.equals(event.message().id()))
                .message();
        RemoteMedia media = (RemoteMedia) ((ImageContent) message.content()).media();
        assertThat(media.isEncrypted()).isFalse();
        assertThat(get(alice.client.downloadBytes(media, 1 << 20))).isEqualTo(FILE);
        List<NewsletterMessage> listed =
                get(alice.client.with(NewsletterPostFeature.class, p -> p.messages(NewsletterPage.latest(news, 5))));
        assertThat(listed).extracting(NewsletterMessage::id).containsExactly(id);
    }

    @Test
    void theOtherHandsANewsletterOver() {
        Jid news =
                Jid.parse(bobCalls("Create", "Shared").getJsonObject("result").getString("id"));
        bobPhone.newsletters().inviteAdmin(news, alicePhone.phoneJid());
        get(alice.client.with(NewsletterAdminFeature.class, n -> n.acceptInvite(news)));
        assertThat(bobCalls("AdminCount", news.toString()).getInteger("result")).isEqualTo(2);
        get(alice.client.sendText(news, "from the new admin"));
        bob.awaitText("from the new admin");
        bobCalls("ChangeOwner", news.toString(), alicePhone.lid().toString());
        assertThat(bobPhone.newsletters().members(news)).containsEntry("15550001001", Role.OWNER);
        get(alice.client.with(NewsletterAdminFeature.class, n -> n.demote(news, bobPhone.phoneJid())));
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() ->
                        assertThat(bobPhone.newsletters().members(news)).containsEntry("15550001002", Role.SUBSCRIBER));
    }
}
