package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.contact.GroupPicture;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.group.GroupException;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.GroupRequestFeature;
import org.camelwhatsapp.engine.group.GroupSettings;
import org.camelwhatsapp.engine.group.GroupTraits;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.Test;

/** Groups: what the server's state became, and what members saw. */
class GroupOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final String THIRD = "15550002003";

    private final Phone third = simulator.addAccount(THIRD, "Third");

    private Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private Jid create(String subject, String... members) {
        return perform(GroupInfo.class, "group.create", fields("subject", subject, "members", List.of(members)))
                .jid();
    }

    private GroupInfo info(Jid group) {
        return perform(GroupInfo.class, "group.info", fields("chat", group));
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation, Map<String, Object> fields) {
        return (List<T>) perform(List.class, operation, fields);
    }

    /** Whether the other member's phone was told. */
    private void awaitTold(Phone phone, Jid group, String action) {
        phone.awaitStanza(
                stanza -> stanza.is("notification") && group.equals(stanza.jid("from")) && stanza.child(action) != null,
                PATIENCE);
    }

    @Test
    @RouteTestOf(
            operations = {"group.create", "group.info", "group.infos", "group.list"},
            events = "group")
    void makesAGroupWhoseMembersGetItsMessages() {
        GroupInfo made = perform(
                GroupInfo.class,
                "group.create",
                fields(
                        "subject",
                        "Orders",
                        "members",
                        List.of(CUSTOMER),
                        "description",
                        "what was ordered",
                        "locked",
                        true,
                        "adders",
                        "ADMINS",
                        "disappearing",
                        86_400));
        await(
                GroupChanged.class,
                event -> event.group().equals(made.jid()) && event.action().equals("create"));
        awaitTold(customer, made.jid(), "create");
        assertThat(own.groups().members(made.jid())).containsOnlyKeys("15550002001", CUSTOMER);
        assertThat(own.groups().description(made.jid())).isEqualTo("what was ordered");
        GroupInfo seen = info(made.jid());
        assertThat(seen.subject()).isEqualTo("Orders");
        assertThat(seen.description()).isEqualTo("what was ordered");
        assertThat(seen.settings().locked()).isTrue();
        assertThat(seen.settings().adders()).isEqualTo(GroupSettings.Who.ADMINS);
        assertThat(seen.settings().disappearing()).isEqualTo(Duration.ofDays(1));
        assertThat(seen.members()).hasSize(2);
        List<GroupInfo> all = list("group.list", Map.of());
        assertThat(all).extracting(GroupInfo::jid).contains(made.jid());
        List<GroupFeature.Found> many =
                list("group.infos", fields("groups", List.of(made.jid(), Jid.group("120363999999999998"))));
        assertThat(many).extracting(GroupFeature.Found::code).containsExactly(200, 404);
        assertThat(many.get(0).info().subject()).isEqualTo("Orders");
        assertThat(seen.notes().subjectBy()).isEqualTo(own.lid());
        perform("message.send", fields("chat", made.jid(), "text", "to all"));
        assertThat(customer.awaitText("to all", PATIENCE).chat()).isEqualTo(made.jid());
    }

    @Test
    @RouteTestOf(operations = {"group.add", "group.promote", "group.demote", "group.remove"})
    void changesMembersAndKeepsWhatItKnowsTrue() {
        Jid group = create("Members", CUSTOMER);
        List<MemberChange> added = list("group.add", fields("chat", group, "members", List.of(THIRD)));
        assertThat(added).allMatch(MemberChange::isDone);
        awaitTold(third, group, "add");
        assertThat(own.groups().members(group)).containsEntry(THIRD, Group.Role.MEMBER);
        list("group.promote", fields("chat", group, "members", List.of(THIRD)));
        assertThat(own.groups().members(group)).containsEntry(THIRD, Group.Role.ADMIN);
        assertThat(info(group).members()).anyMatch(m -> m.isUser(third.lid()) && m.isAdmin());
        third.groups().change(group, "promote", customer.lid());
        await(
                GroupChanged.class,
                e -> e.group().equals(group)
                        && e.action().equals("promote")
                        && e.participants().contains(customer.lid()));
        assertThat(info(group).members()).anyMatch(m -> m.isUser(customer.lid()) && m.isAdmin());
        list("group.demote", fields("chat", group, "members", List.of(THIRD, CUSTOMER)));
        assertThat(own.groups().members(group)).containsEntry(THIRD, Group.Role.MEMBER);
        List<MemberChange> removed =
                list("group.remove", fields("chat", group, "members", List.of(THIRD, "15559999999")));
        assertThat(removed).extracting(MemberChange::code).containsExactly(200, 404);
        awaitTold(third, group, "remove");
        assertThat(own.groups().members(group)).doesNotContainKey(THIRD);
    }

    @Test
    @RouteTestOf(operations = "group.leave")
    void leaves() {
        Jid group = customer.groups().create("Theirs", own.phoneJid());
        await(GroupChanged.class, event -> event.group().equals(group));
        perform("group.leave", fields("chat", group));
        awaitTold(customer, group, "remove");
        assertThat(customer.groups().members(group)).doesNotContainKey("15550002001");
        assertThatThrownBy(() -> info(group))
                .isInstanceOf(GroupException.class)
                .extracting(e -> ((GroupException) e).code())
                .isEqualTo("group-not-member");
        assertThatThrownBy(() -> info(Jid.group("120363999999999999")))
                .extracting(e -> ((GroupException) e).code())
                .isEqualTo("group-unknown");
    }

    @Test
    @RouteTestOf(
            operations = {
                "group.setSubject",
                "group.setDescription",
                "group.setAnnouncement",
                "group.setLocked",
                "group.setApproval",
                "group.setAdders",
                "group.setLinkSharers",
                "group.setHistorySharers",
                "group.setDisappearing",
                "group.setFrequentlyForwarded",
                "group.setAdminReports",
                "group.setHistoryShared"
            },
            events = "group")
    void changesNameDescriptionAndSettings() {
        Jid group = create("Before", CUSTOMER);
        perform("group.setSubject", fields("chat", group, "subject", "After"));
        perform("group.setDescription", fields("chat", group, "description", "one"));
        perform("group.setDescription", fields("chat", group, "description", "two"));
        perform("group.setAnnouncement", fields("chat", group, "on", true));
        perform("group.setLocked", fields("chat", group, "on", true));
        perform("group.setApproval", fields("chat", group, "on", true));
        perform("group.setAdders", fields("chat", group, "who", "ADMINS"));
        perform("group.setLinkSharers", fields("chat", group, "who", "MEMBERS"));
        perform("group.setHistorySharers", fields("chat", group, "who", "MEMBERS"));
        perform("group.setDisappearing", fields("chat", group, "after", 604_800));
        GroupChanged renamed = await(
                GroupChanged.class, e -> e.group().equals(group) && e.action().equals("subject"));
        assertThat(renamed.text()).isEqualTo("After");
        awaitTold(customer, group, "announcement");
        assertThat(customer.groups().subject(group)).isEqualTo("After");
        assertThat(customer.groups().description(group)).isEqualTo("two");
        assertThat(customer.groups().settings(group)).containsKeys("announcement", "locked", "ephemeral");
        assertThat(info(group).settings())
                .isEqualTo(new GroupSettings(
                        true,
                        true,
                        true,
                        GroupSettings.Who.ADMINS,
                        GroupSettings.Who.MEMBERS,
                        GroupSettings.Who.MEMBERS,
                        Duration.ofDays(7)));
        perform("group.setFrequentlyForwarded", fields("chat", group, "on", false));
        perform("group.setAdminReports", fields("chat", group, "on", true));
        perform("group.setHistoryShared", fields("chat", group, "on", true));
        GroupTraits traits = info(group).traits();
        assertThat(traits.frequentlyForwarded()).isFalse();
        assertThat(traits.adminReports()).isTrue();
        assertThat(traits.historyShared()).isTrue();
        perform("group.setFrequentlyForwarded", fields("chat", group, "on", true));
        assertThat(info(group).traits().frequentlyForwarded()).isTrue();
        perform("group.setDescription", fields("chat", group));
        perform("group.setAnnouncement", fields("chat", group, "on", false));
        perform("group.setDisappearing", fields("chat", group, "after", 0));
        assertThat(customer.groups().description(group)).isEmpty();
        assertThat(customer.groups().settings(group)).doesNotContainKeys("announcement", "ephemeral");
        assertThatThrownBy(() -> perform("group.setDisappearing", fields("chat", group, "after", 5)))
                .hasMessageContaining("400");
    }

    @Test
    @RouteTestOf(operations = {"group.inviteLink", "group.resetInviteLink", "group.preview", "group.join"})
    void joinsByLink() {
        Jid ours = create("Ours", CUSTOMER);
        String link = perform(String.class, "group.inviteLink", fields("chat", ours));
        assertThat(link).isEqualTo("https://chat.whatsapp.com/" + own.groups().inviteCode(ours));
        String fresh = perform(String.class, "group.resetInviteLink", fields("chat", ours));
        assertThat(fresh).isNotEqualTo(link).endsWith(own.groups().inviteCode(ours));
        assertThatThrownBy(() -> perform("group.preview", link))
                .extracting(e -> ((GroupException) e).code())
                .isEqualTo("group-invite-revoked");
        Jid theirs = customer.groups().create("Theirs");
        String code = customer.groups().inviteCode(theirs);
        GroupInfo preview = perform(GroupInfo.class, "group.preview", code);
        assertThat(preview.subject()).isEqualTo("Theirs");
        GroupInviteFeature.Joined joined = perform(
                GroupInviteFeature.Joined.class, "group.join", "https://chat.whatsapp.com/" + code + "?mode=ac_t");
        assertThat(joined).isEqualTo(new GroupInviteFeature.Joined(theirs, false));
        assertThat(customer.groups().members(theirs)).containsKey("15550002001");
        assertThatThrownBy(() -> perform("group.join", code))
                .extracting(e -> ((GroupException) e).code())
                .isEqualTo("group-conflict");
        assertThatThrownBy(() -> perform("group.join", "https://example.org/x"))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @RouteTestOf(
            operations = {"group.requests", "group.approve", "group.reject", "group.cancelRequest"},
            events = "group")
    void answersThoseWhoWantToJoin() {
        Jid group = create("By approval");
        perform("group.setApproval", fields("chat", group, "on", true));
        String code = own.groups().inviteCode(group);
        assertThat(customer.groups().join(code)).isTrue();
        assertThat(third.groups().join(code)).isTrue();
        await(
                GroupChanged.class,
                e -> e.action().equals("membership_approval_request")
                        && customer.lid().equals(e.actor()));
        List<GroupRequestFeature.JoinRequest> waiting = list("group.requests", fields("chat", group));
        assertThat(waiting).extracting(r -> r.jid()).containsExactly(customer.lid(), third.lid());
        List<MemberChange> approved = list("group.approve", fields("chat", group, "members", List.of(CUSTOMER)));
        assertThat(approved).allMatch(MemberChange::isDone);
        list("group.reject", fields("chat", group, "members", List.of(THIRD)));
        assertThat(own.groups().members(group)).containsOnlyKeys("15550002001", CUSTOMER);
        assertThat(own.groups().requests(group)).isEmpty();
        Jid closed = customer.groups().create("Closed");
        customer.groups()
                .set(
                        closed,
                        org.camelwhatsapp.engine.wire.Node.of(
                                "membership_approval_mode",
                                org.camelwhatsapp.engine.wire.Node.builder("group_join")
                                        .attr("state", "on")
                                        .build()));
        assertThat(perform(
                                GroupInviteFeature.Joined.class,
                                "group.join",
                                customer.groups().inviteCode(closed))
                        .pending())
                .isTrue();
        assertThat(customer.groups().requests(closed)).containsExactly("15550002001");
        perform("group.cancelRequest", fields("chat", closed));
        assertThat(customer.groups().requests(closed)).isEmpty();
    }

    @Test
    @RouteTestOf(operations = {"group.setMemberLabel", "group.pictures"})
    void showsALabelToTheOthersAndPicturesOfManyGroups() {
        Jid group = create("Labels", CUSTOMER);
        perform("group.setMemberLabel", fields("chat", group, "label", "Baker"));
        customer.awaitStanza(
                stanza -> stanza.is("message")
                        && group.equals(stanza.jid("from"))
                        && stanza.child("meta") != null
                        && stanza.requireChild("meta").attr("appdata", "").equals("member_tag"),
                PATIENCE);
        assertThatThrownBy(() -> perform("group.setMemberLabel", fields("chat", group, "label", "x".repeat(31))))
                .hasMessageContaining("30");
        Jid bare = create("Bare");
        perform("group.setPicture", fields("chat", group, "file", new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3}));
        List<GroupPicture> pictures = list("group.pictures", fields("groups", List.of(group, bare), "preview", true));
        assertThat(pictures).extracting(GroupPicture::group).containsExactly(group);
        assertThat(pictures.get(0).picture().url()).startsWith("https://");
    }

    @Test
    @RouteTestOf(operations = {"group.acceptInvite", "group.previewInvite", "group.revokeInvites"})
    void joinsByAnInviteThatCameAsAMessage() {
        Jid ours = create("Ours");
        third.groups().allowAdding("contacts");
        List<MemberChange> refused = list("group.add", fields("chat", ours, "members", List.of(THIRD)));
        assertThat(refused.get(0).code()).isEqualTo(403);
        assertThat(refused.get(0).inviteCode()).isNotNull();
        GroupInfo made =
                perform(GroupInfo.class, "group.create", fields("subject", "Without", "members", List.of(THIRD)));
        assertThat(made.members()).hasSize(1);
        assertThat(made.refused()).singleElement().satisfies(change -> {
            assertThat(change.code()).isEqualTo(403);
            assertThat(change.inviteCode()).isNotNull();
        });
        perform("group.revokeInvites", fields("chat", ours, "members", List.of(THIRD)));
        assertThat(own.groups().invited(ours)).isEmpty();
        third.groups().allowAdding("all");
        Jid theirs = customer.groups().create("Theirs");
        own.groups().allowAdding("none");
        customer.groups().change(theirs, "add", own.phoneJid());
        own.groups().allowAdding("all");
        String code = customer.groups().invited(theirs).get("15550002001");
        GroupInfo invited = perform(
                GroupInfo.class,
                "group.previewInvite",
                fields(
                        "chat", theirs,
                        "code", code,
                        "expiration", Instant.now().plusSeconds(60).toString(),
                        "admin", CUSTOMER));
        assertThat(invited.subject()).isEqualTo("Theirs");
        GroupInviteFeature.Joined joined = perform(
                GroupInviteFeature.Joined.class,
                "group.acceptInvite",
                fields(
                        "chat", theirs,
                        "code", code,
                        "expiration", Instant.now().plusSeconds(60).toString(),
                        "admin", CUSTOMER));
        assertThat(joined.pending()).isFalse();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(customer.groups().members(theirs)).containsKey("15550002001"));
    }
}
