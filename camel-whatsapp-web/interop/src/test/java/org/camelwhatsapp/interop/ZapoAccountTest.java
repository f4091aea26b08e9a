package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.interop.Pair.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.contact.PictureFeature;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.event.AboutChanged;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.event.PictureChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.GroupRequestFeature;
import org.camelwhatsapp.engine.group.GroupSettingsFeature;
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

/** Groups, presence, profile and privacy with the strict client, as far as it has them, both ways. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZapoAccountTest {
    private static final byte[] JPEG = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3, (byte) 0xff, (byte) 0xd9
    };

    private Pair pair;

    @BeforeAll
    void start(@TempDir Path directory) {
        pair = new Pair("zapo-driver.mjs", directory).acquainted();
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

    private static boolean in(JsonObject event, Jid group) {
        return group.toString().equals(event.getString("group"));
    }

    @Test
    void seesWhatWeDoInAGroup() {
        Jid group = pair.ours(GroupFeature.class, groups -> groups.create("Ours", List.of(pair.bobPhone.phoneJid())))
                .jid();
        pair.seenByBob("create", e -> in(e, group));
        Jid carol = pair.carolPhone.lid();
        for (String change : List.of("add", "promote", "demote", "remove")) {
            pair.ours(GroupFeature.class, groups -> groups.changeMembers(group, change, List.of(carol)));
            JsonObject seen = pair.seenByBob(change, e -> in(e, group));
            assertThat(seen.getJsonArray("users")).containsExactly(carol.toString());
            assertThat(isAlice(seen.getString("actor"))).isTrue();
        }
        pair.ours(GroupSettingsFeature.class, settings -> settings.setSubject(group, "Ours, later"));
        pair.seenByBob("subject", e -> in(e, group) && "Ours, later".equals(e.getString("text")));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setDescription(group, "Our purpose"));
        pair.seenByBob("description", e -> in(e, group) && "Our purpose".equals(e.getString("text")));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setAnnouncement(group, true));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setLocked(group, true));
        pair.ours(GroupInviteFeature.class, invites -> invites.resetLink(group));
        pair.seenByBob("invite", e -> in(e, group));
        JsonObject view = bob().call("groupInfo", "group", group.toString());
        assertThat(view.getString("subject")).isEqualTo("Ours, later");
        assertThat(view.getBoolean("announcement")).isTrue();
        assertThat(view.getBoolean("locked")).isTrue();
    }

    @Test
    void doesInAGroupWhatWeSee() {
        JsonArray members = new JsonArray().add(pair.alicePhone.lid().toString());
        Jid group = Jid.parse(bob().call("createGroup", "subject", "Theirs", "members", members)
                .getString("group"));
        String jid = group.toString();
        Jid carol = pair.carolPhone.lid();
        for (String change : List.of("add", "promote", "demote", "remove")) {
            bob().call(
                            "changeMembers",
                            "group",
                            jid,
                            "change",
                            change,
                            "members",
                            new JsonArray().add(carol.toString()));
            GroupChanged seen = pair.seenByUs(change, e -> e.group().equals(group));
            assertThat(seen.participants()).containsExactly(carol);
            assertThat(isBob(seen.actor())).isTrue();
        }
        bob().call("setSubject", "group", jid, "subject", "Theirs, later");
        bob().call("setDescription", "group", jid, "description", "Their purpose");
        for (String setting : List.of("announcement", "locked", "approval")) {
            bob().call("setSetting", "group", jid, "setting", setting, "on", true);
        }
        pair.seenByUs("membership_approval_mode", e -> e.group().equals(group));
        GroupInfo view = pair.ours(GroupFeature.class, groups -> groups.info(group));
        assertThat(view.subject()).isEqualTo("Theirs, later");
        assertThat(view.description()).isEqualTo("Their purpose");
        assertThat(view.settings().announcement()).isTrue();
        assertThat(view.settings().locked()).isTrue();
        assertThat(view.settings().approval()).isTrue();
        bob().call("leaveGroup", "group", jid);
        pair.seenByUs(
                "remove", e -> e.group().equals(group) && isBob(e.participants().get(0)));
    }

    @Test
    void comesByOurLinkAndWeByIts() {
        Jid ours = pair.ours(GroupFeature.class, groups -> groups.create("By link", List.of()))
                .jid();
        pair.ours(GroupSettingsFeature.class, settings -> settings.setApproval(ours, true));
        String link = pair.ours(GroupInviteFeature.class, invites -> invites.link(ours));
        bob().call("join", "code", link.substring(link.lastIndexOf('/') + 1));
        pair.seenByUs("membership_approval_request", e -> e.group().equals(ours) && isBob(e.actor()));
        pair.ours(GroupRequestFeature.class, requests -> requests.answer(ours, true, List.of(pair.bobPhone.lid())));
        pair.seenByBob("add", e -> in(e, ours));
        get(pair.alice.client.sendText(ours, "welcome by link"));
        bob().awaitText("welcome by link");
        Jid theirs = Jid.parse(bob().call("createGroup", "subject", "Their link", "members", new JsonArray())
                .getString("group"));
        String code = bob().call("resetInvite", "group", theirs.toString()).getString("code");
        assertThat(pair.ours(GroupInviteFeature.class, invites -> invites.join(code))
                        .group())
                .isEqualTo(theirs);
        pair.seenByBob("add", e -> in(e, theirs));
        bob().sendText(theirs, "come in");
        pair.alicePhone.awaitText("come in", NodeClient.PATIENCE);
    }

    @Test
    void bothSeeTheOtherComeAndGo() {
        pair.ours(PresenceFeature.class, presence -> presence.setAvailable(true, "Alice"));
        bob().call("available", "there", true);
        pair.ours(PresenceFeature.class, presence -> presence.subscribe(pair.bobPhone.phoneJid()));
        bob().call("subscribe", "user", pair.alicePhone.phoneJid().toString());
        pair.alice.awaitEvent(PresenceChanged.class, e -> isBob(e.user()) && e.available());
        bob().await("presence", e -> isAlice(e.getString("user")) && "available".equals(e.getString("state")));
        for (ChatStateChanged.State state : List.of(
                ChatStateChanged.State.TYPING, ChatStateChanged.State.RECORDING, ChatStateChanged.State.PAUSED)) {
            pair.ours(PresenceFeature.class, presence -> presence.setChatState(pair.bobPhone.phoneJid(), state));
        }
        for (String state : List.of("composing", "recording", "paused")) {
            bob().await("presence", e -> isAlice(e.getString("user")) && state.equals(e.getString("state")));
        }
        pair.ours(PresenceFeature.class, presence -> presence.setAvailable(false, ""));
        bob().await("presence", e -> isAlice(e.getString("user")) && "unavailable".equals(e.getString("state")));
        pair.ours(PresenceFeature.class, presence -> presence.setAvailable(true, ""));
        bob().call("available", "there", false);
        pair.alice.awaitEvent(PresenceChanged.class, e -> isBob(e.user()) && !e.available());
    }

    @Test
    void bothSetShowAndRemovePicturesAndTexts() {
        pair.ours(PictureFeature.class, pictures -> pictures.set(null, JPEG));
        bob().await("notification", e -> "picture".equals(e.getString("type")) && "set".equals(e.getString("tag")));
        assertThat(bob().call("picture", "user", pair.alicePhone.phoneJid().toString())
                        .getString("url"))
                .startsWith("https://");
        bob().call("setPicture", "base64", Base64.getEncoder().encodeToString(JPEG));
        pair.alice.awaitEvent(PictureChanged.class, e -> isBob(e.subject()) && e.pictureId() != null);
        Picture theirs = pair.ours(PictureFeature.class, pictures -> pictures.get(pair.bobPhone.phoneJid(), true));
        assertThat(theirs.preview()).isTrue();
        bob().call("removePicture");
        pair.alice.awaitEvent(PictureChanged.class, e -> isBob(e.subject()) && e.pictureId() == null);
        pair.ours(PictureFeature.class, pictures -> pictures.remove(null));
        bob().await("notification", e -> "picture".equals(e.getString("type")) && "delete".equals(e.getString("tag")));
        bob().call("setAbout", "text", "Bob at work");
        pair.alice.awaitEvent(AboutChanged.class, e -> isBob(e.user()) && "Bob at work".equals(e.text()));
        pair.ours(UserFeature.class, users -> users.setAbout("Alice at work"));
        assertThat(bob().call("about", "user", pair.alicePhone.phoneJid().toString())
                        .getString("text"))
                .isEqualTo("Alice at work");
    }

    @Test
    void sharesBlockListAndPrivacyOfItsAccountWithUs(@TempDir Path directory) {
        try (TestClient second = new TestClient(pair.simulator, directory, "second").paired(pair.bobPhone)) {
            get(second.client.with(BlocklistFeature.class, list -> list.block(pair.carolPhone.phoneJid())));
            assertThat(bob().call("blocked").getJsonArray("users"))
                    .containsExactly(pair.carolPhone.lid().toString());
            bob().call("unblock", "user", pair.carolPhone.lid().toString());
            assertThat(get(second.client.with(BlocklistFeature.class, BlocklistFeature::list)))
                    .isEmpty();
            bob().call("setPrivacy", "name", "last", "value", "contacts");
            get(second.client.with(PrivacyFeature.class, privacy -> privacy.set("readreceipts", "none")));
            assertThat(get(second.client.with(PrivacyFeature.class, PrivacyFeature::settings)))
                    .containsEntry("last", "contacts");
            JsonObject settings = bob().call("privacy").getJsonObject("settings");
            assertThat(settings.getString("last")).isEqualTo("contacts");
            assertThat(settings.getString("readreceipts")).isEqualTo("none");
            bob().call("setPrivacy", "name", "last", "value", "all");
            bob().call("setPrivacy", "name", "readreceipts", "value", "all");
        }
    }

    @Test
    void showsCalls() {
        String call = pair.carolPhone.profile().call(pair.bobPhone.phoneJid(), false);
        bob().await("call", e -> call.equals(e.getString("call")) && "offer".equals(e.getString("status")));
        pair.carolPhone.profile().hangUp(pair.bobPhone.phoneJid(), call, "timeout");
        bob().await("call", e -> call.equals(e.getString("call")) && "terminate".equals(e.getString("status")));
    }
}
