package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.interop.Pair.get;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.call.CallFeature;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.contact.PictureFeature;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.event.AboutChanged;
import org.camelwhatsapp.engine.event.BlocklistChanged;
import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.PictureChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.event.PrivacyChanged;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.EventResponseContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.camelwhatsapp.engine.privacy.BlocklistFeature;
import org.camelwhatsapp.engine.privacy.PrivacyFeature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Presence, profile, privacy, calls and events of one client, as the other one sees them, both ways. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaileysAccountTest {
    private static final byte[] JPEG = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3, (byte) 0xff, (byte) 0xd9
    };

    private Pair pair;

    @BeforeAll
    void start(@TempDir Path directory) {
        pair = new Pair("baileys-driver.mjs", directory).acquainted();
    }

    @AfterAll
    void stop() {
        pair.close();
    }

    private NodeClient bob() {
        return pair.bob;
    }

    private boolean isBob(Jid jid) {
        return jid.isSameUser(pair.bobPhone.lid()) || jid.isSameUser(pair.bobPhone.phoneJid());
    }

    private boolean isAlice(String jid) {
        Jid parsed = Jid.parse(jid);
        return parsed.isSameUser(pair.alicePhone.lid()) || parsed.isSameUser(pair.alicePhone.phoneJid());
    }

    @Test
    void bothSeeTheOtherComeTypeRecordAndGo() {
        pair.ours(PresenceFeature.class, presence -> presence.setAvailable(true, "Alice"));
        bob().call("available", "there", true, "name", "Bob");
        pair.ours(PresenceFeature.class, presence -> presence.subscribe(pair.bobPhone.phoneJid()));
        bob().call("subscribe", "user", pair.alicePhone.phoneJid().toString());
        pair.alice.awaitEvent(PresenceChanged.class, e -> isBob(e.user()) && e.available());
        bob().await("presence", e -> isAlice(e.getString("user")) && "available".equals(e.getString("state")));
        pair.ours(
                PresenceFeature.class,
                presence -> presence.setChatState(pair.bobPhone.phoneJid(), ChatStateChanged.State.TYPING));
        bob().await("presence", e -> isAlice(e.getString("user")) && "composing".equals(e.getString("state")));
        pair.ours(
                PresenceFeature.class,
                presence -> presence.setChatState(pair.bobPhone.phoneJid(), ChatStateChanged.State.RECORDING));
        bob().await("presence", e -> isAlice(e.getString("user")) && "recording".equals(e.getString("state")));
        for (String state : List.of("composing", "recording", "paused")) {
            bob().call("show", "chat", pair.alicePhone.lid().toString(), "state", state);
        }
        for (ChatStateChanged.State state : ChatStateChanged.State.values()) {
            pair.alice.awaitEvent(ChatStateChanged.class, e -> isBob(e.user()) && e.state() == state);
        }
        pair.ours(PresenceFeature.class, presence -> presence.setAvailable(false, ""));
        JsonObject gone = bob().await(
                        "presence", e -> isAlice(e.getString("user")) && "unavailable".equals(e.getString("state")));
        assertThat(gone.getLong("lastSeen")).isPositive();
        pair.ours(PresenceFeature.class, presence -> presence.setAvailable(true, ""));
        bob().call("available", "there", false);
        PresenceChanged left = pair.alice.awaitEvent(PresenceChanged.class, e -> isBob(e.user()) && !e.available());
        assertThat(left.lastSeen()).isNotNull();
    }

    @Test
    void bothBlockAndUnblockAThird() {
        Jid carol = pair.carolPhone.phoneJid();
        bob().call("subscribe", "user", carol.toString());
        bob().sendText(carol, "so that the LID is known");
        for (boolean on : List.of(true, false)) {
            bob().call("block", "user", carol.toString(), "on", on);
            assertThat(bob().call("blocked").getJsonArray("users"))
                    .isEqualTo(new io.vertx.core.json.JsonArray(
                            on ? List.of(pair.carolPhone.lid().toString()) : List.of()));
            assertThat(pair.bobPhone.profile().blocked()).hasSize(on ? 1 : 0);
            pair.ours(BlocklistFeature.class, list -> on ? list.block(carol) : list.unblock(carol));
            List<Jid> ours = pair.ours(BlocklistFeature.class, BlocklistFeature::list);
            assertThat(ours).isEqualTo(on ? List.of(pair.carolPhone.lid()) : List.of());
        }
    }

    @Test
    void seesBlockListAndPrivacyOfTheAccountWeShare(@TempDir Path directory) {
        try (TestClient second = new TestClient(pair.simulator, directory, "second").paired(pair.bobPhone)) {
            get(second.client.with(BlocklistFeature.class, list -> list.block(pair.carolPhone.phoneJid())));
            bob().await(
                            "blocklist",
                            e -> e.getBoolean("blocked")
                                    && e.getJsonArray("users")
                                            .contains(pair.carolPhone.lid().toString()));
            get(second.client.with(BlocklistFeature.class, list -> list.unblock(pair.carolPhone.phoneJid())));
            bob().await("blocklist", e -> !e.getBoolean("blocked"));
            bob().call("block", "user", pair.carolPhone.lid().toString(), "on", true);
            BlocklistChanged change =
                    second.awaitEvent(BlocklistChanged.class, e -> !e.blocked().isEmpty());
            assertThat(change.blocked()).containsExactly(pair.carolPhone.lid());
            bob().call("block", "user", pair.carolPhone.lid().toString(), "on", false);
            bob().call("setPrivacy", "name", "last", "value", "contacts");
            second.awaitEvent(
                    PrivacyChanged.class, e -> "contacts".equals(e.settings().get("last")));
            get(second.client.with(PrivacyFeature.class, privacy -> privacy.set("profile", "contacts")));
            JsonObject settings = bob().call("privacy").getJsonObject("settings");
            assertThat(settings.getString("last")).isEqualTo("contacts");
            assertThat(settings.getString("profile")).isEqualTo("contacts");
            assertThat(get(second.client.with(PrivacyFeature.class, PrivacyFeature::settings)))
                    .containsEntry("last", "contacts")
                    .containsEntry("profile", "contacts")
                    .containsKeys("readreceipts", "groupadd", "calladd", "online", "status");
            bob().call("setPrivacy", "name", "last", "value", "all");
            bob().call("setPrivacy", "name", "profile", "value", "all");
        }
    }

    @Test
    void bothSetShowAndRemovePictures() {
        String ours = pair.ours(PictureFeature.class, pictures -> pictures.set(null, JPEG));
        assertThat(ours).isNotEmpty();
        bob().await("picture", e -> isAlice(e.getString("of")) && e.getBoolean("there"));
        String url = bob().call("picture", "user", pair.alicePhone.phoneJid().toString())
                .getString("url");
        assertThat(url).startsWith("https://");
        bob().call("setPicture", "base64", Base64.getEncoder().encodeToString(JPEG));
        pair.alice.awaitEvent(PictureChanged.class, e -> isBob(e.subject()) && e.pictureId() != null);
        assertThat(pair.bobPhone.profile().picture()).isEqualTo(JPEG);
        Picture theirs = pair.ours(PictureFeature.class, pictures -> pictures.get(pair.bobPhone.phoneJid(), false));
        assertThat(theirs.url()).startsWith("https://");
        pair.ours(PictureFeature.class, pictures -> pictures.remove(null));
        bob().await("picture", e -> isAlice(e.getString("of")) && !e.getBoolean("there"));
        bob().call("removePicture");
        pair.alice.awaitEvent(PictureChanged.class, e -> isBob(e.subject()) && e.pictureId() == null);
        Picture none = pair.ours(PictureFeature.class, pictures -> pictures.get(pair.bobPhone.phoneJid(), false));
        assertThat(none).isNull();
    }

    @Test
    void bothTellAboutThemselves() {
        bob().call("setAbout", "text", "Bob at work");
        pair.alice.awaitEvent(AboutChanged.class, e -> isBob(e.user()) && "Bob at work".equals(e.text()));
        assertThat(pair.ours(UserFeature.class, users -> users.info(List.of(pair.bobPhone.phoneJid())))
                        .get(0)
                        .about())
                .isEqualTo("Bob at work");
        pair.ours(UserFeature.class, users -> users.setAbout("Alice at work"));
        assertThat(bob().call("about", "user", pair.alicePhone.phoneJid().toString())
                        .getString("text"))
                .isEqualTo("Alice at work");
    }

    @Test
    void bothSeeCallsAndDeclineThem() {
        String toUs = pair.carolPhone.profile().call(pair.alicePhone.phoneJid(), true);
        CallChanged ringing = pair.alice.awaitEvent(
                CallChanged.class, e -> e.callId().equals(toUs) && e.action().equals("offer"));
        assertThat(ringing.video()).isTrue();
        pair.ours(CallFeature.class, calls -> calls.reject(toUs, ringing.from()));
        pair.carolPhone.awaitStanza(
                n -> n.is("call")
                        && n.child("reject") != null
                        && n.requireChild("reject").attr("call-id", "").equals(toUs),
                NodeClient.PATIENCE);
        String toThem = pair.carolPhone.profile().call(pair.bobPhone.phoneJid(), false);
        JsonObject offered =
                bob().await("call", e -> toThem.equals(e.getString("call")) && "offer".equals(e.getString("status")));
        assertThat(offered.getBoolean("video")).isFalse();
        bob().call("rejectCall", "call", toThem, "from", offered.getString("from"));
        pair.carolPhone.awaitStanza(
                n -> n.is("call")
                        && n.child("reject") != null
                        && n.requireChild("reject").attr("call-id", "").equals(toThem),
                NodeClient.PATIENCE);
        pair.carolPhone.profile().hangUp(pair.bobPhone.phoneJid(), toThem, "timeout");
        bob().await("call", e -> toThem.equals(e.getString("call")) && "timeout".equals(e.getString("status")));
    }

    @Test
    void bothAnswerTheOthersEvents() {
        Instant start = Instant.ofEpochSecond(1_900_000_000L);
        String ours = get(pair.alice.client.send(
                        pair.bobPhone.phoneJid(),
                        new EventContent("Our feast", "With all", start, null, null, null, true, false),
                        SendOptions.NONE))
                .id();
        JsonObject seen = bob().await("message", e -> ours.equals(e.getString("id")));
        assertThat(NodeClient.message(seen).getEventMessage().getStartTime()).isEqualTo(start.getEpochSecond());
        bob().call("respond", "to", pair.alicePhone.lid().toString(), "target", ours, "response", 1);
        EventResponseContent going = (EventResponseContent)
                received(m -> m.content() instanceof EventResponseContent).content();
        assertThat(going.target().id()).isEqualTo(ours);
        assertThat(going.response()).isEqualTo(EventResponseContent.Response.GOING);
        assertThat(going.extraGuests()).isEqualTo(1);
        String theirs =
                bob().compose(pair.alicePhone.lid(), "event", "name", "Their feast", "start", start.toEpochMilli());
        IncomingMessage invitation = received(m -> m.key().id().equals(theirs));
        assertThat(((EventContent) invitation.content()).start()).isEqualTo(start);
        get(pair.alice.client.send(
                pair.bobPhone.phoneJid(),
                new EventResponseContent(invitation.key(), EventResponseContent.Response.MAYBE, 2),
                SendOptions.NONE));
        JsonObject answer = bob().await("response", e -> theirs.equals(e.getString("id")));
        assertThat(answer.getInteger("response")).isEqualTo(3);
        assertThat(answer.getInteger("guests")).isEqualTo(2);
    }

    private IncomingMessage received(java.util.function.Predicate<IncomingMessage> wanted) {
        return pair.alice
                .awaitEvent(MessageReceived.class, event -> wanted.test(event.message()))
                .message();
    }
}
