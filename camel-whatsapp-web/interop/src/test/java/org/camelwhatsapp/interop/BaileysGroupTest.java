package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.interop.Pair.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.community.CommunityDraft;
import org.camelwhatsapp.engine.community.CommunityFeature;
import org.camelwhatsapp.engine.community.SubGroup;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.GroupMember;
import org.camelwhatsapp.engine.group.GroupRequestFeature;
import org.camelwhatsapp.engine.group.GroupSettingsFeature;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Administration of groups and communities by one client, as the other one sees it, both ways. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaileysGroupTest {
    private Pair pair;

    @BeforeAll
    void start(@TempDir Path directory) {
        pair = new Pair("baileys-driver.mjs", directory).acquainted();
    }

    @AfterAll
    void stop() {
        pair.close();
    }

    private Jid ourGroup(String subject, Phone... members) {
        List<Jid> jids = List.of(members).stream().map(Phone::phoneJid).toList();
        return pair.ours(GroupFeature.class, groups -> groups.create(subject, jids))
                .jid();
    }

    private Jid theirGroup(String subject, Phone... members) {
        JsonArray jids = new JsonArray();
        List.of(members).forEach(member -> jids.add(member.lid().toString()));
        return Jid.parse(
                bob().call("createGroup", "subject", subject, "members", jids).getString("group"));
    }

    private NodeClient bob() {
        return pair.bob;
    }

    private static JsonArray array(Jid... users) {
        JsonArray array = new JsonArray();
        List.of(users).forEach(user -> array.add(user.toString()));
        return array;
    }

    private GroupInfo ourView(Jid group) {
        return pair.ours(GroupFeature.class, groups -> groups.info(group));
    }

    private JsonObject theirView(Jid group) {
        return bob().call("groupInfo", "group", group.toString());
    }

    private static boolean in(JsonObject event, Jid group) {
        return group.toString().equals(event.getString("group"));
    }

    @Test
    void seesWhatWeDoWithMembers() {
        Jid group = ourGroup("Ours", pair.bobPhone);
        pair.seenByBob("create", e -> in(e, group) && "Ours".equals(e.getString("text")));
        Jid carol = pair.carolPhone.lid();
        for (String change : List.of("add", "promote", "demote", "remove")) {
            pair.ours(GroupFeature.class, groups -> groups.changeMembers(group, change, List.of(carol)));
            JsonObject seen = pair.seenByBob(change, e -> in(e, group));
            assertThat(seen.getJsonArray("users")).containsExactly(carol.toString());
            assertThat(seen.getString("actor")).startsWith(pair.alicePhone.lid().user());
            String role = theirView(group).getJsonObject("members").getString(carol.toString());
            assertThat(role).isEqualTo(change.equals("remove") ? null : change.equals("promote") ? "admin" : "member");
        }
    }

    @Test
    void doesWithMembersWhatWeSee() {
        Jid group = theirGroup("Theirs", pair.alicePhone);
        pair.seenByUs("create", e -> e.group().equals(group));
        Jid carol = pair.carolPhone.lid();
        for (String change : List.of("add", "promote", "demote", "remove")) {
            JsonArray changed = bob().call(
                            "changeMembers", "group", group.toString(), "change", change, "members", array(carol))
                    .getJsonArray("changed");
            assertThat(changed.getJsonObject(0).getString("status")).isEqualTo("200");
            GroupChanged seen = pair.seenByUs(change, e -> e.group().equals(group));
            assertThat(seen.participants()).containsExactly(carol);
            assertThat(seen.actor()).isNotNull();
            assertThat(seen.actor().isSameUser(pair.bobPhone.lid())).isTrue();
            List<GroupMember.Role> roles = ourView(group).members().stream()
                    .filter(member -> member.isUser(carol))
                    .map(GroupMember::role)
                    .toList();
            assertThat(roles)
                    .isEqualTo(
                            change.equals("remove")
                                    ? List.of()
                                    : List.of(
                                            change.equals("promote")
                                                    ? GroupMember.Role.ADMIN
                                                    : GroupMember.Role.MEMBER));
        }
    }

    @Test
    void seesOurNamesAndSettings() {
        Jid group = ourGroup("Before", pair.bobPhone);
        pair.ours(GroupSettingsFeature.class, settings -> settings.setSubject(group, "After"));
        pair.seenByBob("subject", e -> in(e, group) && "After".equals(e.getString("text")));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setDescription(group, "What it is for"));
        pair.seenByBob("desc", e -> in(e, group) && "What it is for".equals(e.getString("text")));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setAnnouncement(group, true));
        pair.seenByBob("announce", e -> in(e, group) && "true".equals(e.getString("text")));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setLocked(group, true));
        pair.seenByBob("restrict", e -> in(e, group) && "true".equals(e.getString("text")));
        pair.ours(GroupSettingsFeature.class, settings -> settings.setApproval(group, true));
        pair.seenByBob("joinApprovalMode", e -> in(e, group) && "true".equals(e.getString("text")));
        JsonObject view = theirView(group);
        assertThat(view.getString("subject")).isEqualTo("After");
        assertThat(view.getString("description")).isEqualTo("What it is for");
        assertThat(view.getBoolean("announcement")).isTrue();
        assertThat(view.getBoolean("locked")).isTrue();
        assertThat(view.getBoolean("approval")).isTrue();
        pair.ours(GroupSettingsFeature.class, settings -> settings.setAnnouncement(group, false));
        pair.seenByBob("announce", e -> in(e, group) && "false".equals(e.getString("text")));
    }

    @Test
    void setsNamesAndSettingsThatWeSee() {
        Jid group = theirGroup("Their before", pair.alicePhone);
        String jid = group.toString();
        bob().call("setSubject", "group", jid, "subject", "Their after");
        assertThat(pair.seenByUs("subject", e -> e.group().equals(group)).text())
                .isEqualTo("Their after");
        bob().call("setDescription", "group", jid, "description", "Their purpose");
        assertThat(pair.seenByUs("description", e -> e.group().equals(group)).text())
                .isEqualTo("Their purpose");
        for (String setting : List.of("announcement", "locked", "approval")) {
            bob().call("setSetting", "group", jid, "setting", setting, "on", true);
        }
        pair.seenByUs("membership_approval_mode", e -> e.group().equals(group));
        GroupInfo view = ourView(group);
        assertThat(view.subject()).isEqualTo("Their after");
        assertThat(view.description()).isEqualTo("Their purpose");
        assertThat(view.settings().announcement()).isTrue();
        assertThat(view.settings().locked()).isTrue();
        assertThat(view.settings().approval()).isTrue();
        bob().call("setSetting", "group", jid, "setting", "locked", "on", false);
        pair.seenByUs("unlocked", e -> e.group().equals(group));
        assertThat(ourView(group).settings().locked()).isFalse();
    }

    @Test
    void joinsByOurLinkOnceWeApprove() {
        Jid group = ourGroup("By link");
        pair.ours(GroupSettingsFeature.class, settings -> settings.setApproval(group, true));
        String link = pair.ours(GroupInviteFeature.class, invites -> invites.link(group));
        bob().call("join", "code", link.substring(link.lastIndexOf('/') + 1));
        GroupChanged asked =
                pair.seenByUs("membership_approval_request", e -> e.group().equals(group));
        assertThat(asked.actor()).isNotNull();
        assertThat(asked.actor().isSameUser(pair.bobPhone.lid())).isTrue();
        List<MemberChange> answers = pair.ours(
                GroupRequestFeature.class, requests -> requests.answer(group, true, List.of(pair.bobPhone.lid())));
        assertThat(answers).allMatch(MemberChange::isDone);
        pair.seenByBob("add", e -> in(e, group));
        get(pair.alice.client.sendText(group, "welcome by link"));
        assertThat(bob().awaitText("welcome by link").getString("chat")).isEqualTo(group.toString());
        pair.ours(GroupInviteFeature.class, invites -> invites.resetLink(group));
        pair.seenByBob("inviteCode", e -> in(e, group) && !link.endsWith(e.getString("text")));
    }

    @Test
    void letsUsInByItsLinkOnceItApproves() {
        Jid group = theirGroup("Their link");
        String jid = group.toString();
        String old = bob().call("inviteCode", "group", jid).getString("code");
        String code = bob().call("resetInvite", "group", jid).getString("code");
        assertThat(code).isNotEqualTo(old);
        bob().call("setSetting", "group", jid, "setting", "approval", "on", true);
        GroupInfo preview = pair.ours(GroupInviteFeature.class, invites -> invites.preview(code));
        assertThat(preview.subject()).isEqualTo("Their link");
        assertThat(pair.ours(GroupInviteFeature.class, invites -> invites.join(code))
                        .pending())
                .isTrue();
        assertThat(bob().call("joinRequests", "group", jid).getJsonArray("users"))
                .containsExactly(pair.alicePhone.lid().toString());
        bob().call("answerRequests", "group", jid, "members", array(pair.alicePhone.lid()), "action", "approve");
        pair.seenByUs("add", e -> e.group().equals(group));
        bob().sendText(group, "come in");
        pair.alicePhone.awaitText("come in", NodeClient.PATIENCE);
        get(pair.alice.client.sendText(group, "here we are"));
        bob().awaitText("here we are");
    }

    @Test
    void bothSeeTheOtherLeave() {
        Jid ours = ourGroup("Leaving", pair.bobPhone, pair.carolPhone);
        pair.seenByBob("create", e -> in(e, ours));
        bob().call("leaveGroup", "group", ours.toString());
        GroupChanged left = pair.seenByUs("remove", e -> e.group().equals(ours));
        assertThat(left.participants()).containsExactly(pair.bobPhone.lid());
        Jid theirs = theirGroup("Leaving too", pair.alicePhone, pair.carolPhone);
        pair.ours(GroupFeature.class, groups -> groups.leave(theirs));
        pair.seenByBob("remove", e -> in(e, theirs));
        assertThat(pair.carolPhone.groups().members(theirs))
                .isEqualTo(Map.of("15550001002", Group.Role.SUPERADMIN, "15550001003", Group.Role.MEMBER));
    }

    @Test
    void linksGroupsToCommunitiesThatTheOtherSees() {
        Jid theirs = Jid.parse(bob().call("createCommunity", "subject", "Their town", "description", "All of them")
                .getString("group"));
        Jid linked = theirGroup("Their street", pair.alicePhone);
        bob().call("linkGroup", "group", linked.toString(), "community", theirs.toString());
        pair.seenByUs("link", e -> e.group().equals(linked));
        assertThat(ourView(linked).parent()).isEqualTo(theirs);
        bob().call("unlinkGroup", "group", linked.toString(), "community", theirs.toString());
        pair.seenByUs("unlink", e -> e.group().equals(linked));
        assertThat(ourView(linked).parent()).isNull();
        Jid ours = pair.ours(
                        CommunityFeature.class,
                        communities ->
                                communities.create(new CommunityDraft("Our town", "Of ours", false, false, false)))
                .jid();
        Jid street = ourGroup("Our street", pair.bobPhone);
        pair.ours(CommunityFeature.class, communities -> communities.link(ours, List.of(street)));
        assertThat(theirView(street).getString("community")).isEqualTo(ours.toString());
        assertThat(theirView(ours).getBoolean("isCommunity")).isTrue();
        List<Jid> ourView = pair.ours(CommunityFeature.class, communities -> communities.subGroups(ours)).stream()
                .map(SubGroup::jid)
                .toList();
        assertThat(bob().call("linkedGroups", "community", ours.toString()).getJsonArray("groups"))
                .hasSameSizeAs(ourView)
                .contains(street.toString());
    }
}
