package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.community.LinkChange;
import org.camelwhatsapp.engine.community.MemberCount;
import org.camelwhatsapp.engine.community.SubGroup;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.group.GroupException;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature.Joined;
import org.camelwhatsapp.engine.group.GroupKind;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.Test;

/** Communities: what the server's state became, and what members saw. */
class CommunityOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";

    private GroupInfo create(String subject) {
        return perform(GroupInfo.class, "community.create", Map.of("subject", subject, "generalChat", true));
    }

    private Jid group(String subject) {
        return perform(GroupInfo.class, "group.create", Map.of("subject", subject, "members", List.of(CUSTOMER)))
                .jid();
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation, Map<String, Object> fields) {
        return (List<T>) perform(List.class, operation, fields);
    }

    @Test
    @RouteTestOf(
            operations = {"community.create", "community.groups", "community.setMembersAddGroups"},
            events = "group")
    void makesACommunityWithItsGroups() {
        GroupInfo community = create("Town");
        assertThat(community.kind()).isEqualTo(GroupKind.COMMUNITY);
        List<SubGroup> groups = list("community.groups", Map.of("community", community.jid()));
        assertThat(groups).extracting(SubGroup::kind).containsExactly(GroupKind.ANNOUNCEMENT, GroupKind.GENERAL);
        GroupInfo announcement = perform(
                GroupInfo.class, "group.info", Map.of("chat", groups.get(0).jid()));
        assertThat(announcement.parent()).isEqualTo(community.jid());
        assertThat(announcement.settings().announcement()).isTrue();
        perform("community.setMembersAddGroups", Map.of("community", community.jid(), "on", true));
        assertThat(own.groups().settings(community.jid())).containsKey("allow_non_admin_sub_group_creation");
        await(GroupChanged.class, e -> e.action().equals("allow_non_admin_sub_group_creation"));
    }

    @Test
    @RouteTestOf(
            operations = {"community.link", "community.unlink", "community.members", "community.remove"},
            events = "group")
    void linksGroupsAndTheirMembers() {
        Jid community = create("Linked").jid();
        Jid group = group("Street");
        Jid unknown = Jid.group("120363000000009999");
        List<LinkChange> linked =
                list("community.link", Map.of("community", community, "groups", List.of(group, unknown)));
        assertThat(linked).extracting(LinkChange::code).containsExactly(200, 404);
        assertThat(own.groups().community(group)).isEqualTo(community);
        await(GroupChanged.class, e -> e.group().equals(group) && e.action().equals("link"));
        customer.awaitStanza(stanza -> group.equals(stanza.jid("from")) && stanza.child("link") != null, PATIENCE);
        List<Jid> members = list("community.members", Map.of("community", community));
        assertThat(members).contains(customer.lid(), own.lid());
        List<MemberChange> removed =
                list("community.remove", Map.of("community", community, "members", List.of(CUSTOMER)));
        assertThat(removed).allMatch(MemberChange::isDone);
        assertThat(own.groups().members(group)).doesNotContainKey(CUSTOMER);
        list("community.unlink", Map.of("community", community, "groups", List.of(group)));
        assertThat(own.groups().community(group)).isNull();
    }

    @Test
    @RouteTestOf(operations = {"community.group", "community.memberCounts", "community.transfer"})
    void tellsAboutItsGroupsAndChangesItsOwner() {
        Jid community = create("Owned").jid();
        Jid group = group("Lane");
        list("community.link", Map.of("community", community, "groups", List.of(group)));
        perform("group.leave", Map.of("chat", group));
        GroupInfo told = perform(GroupInfo.class, "community.group", Map.of("community", community, "chat", group));
        assertThat(told.subject()).isEqualTo("Lane");
        assertThat(told.parent()).isEqualTo(community);
        List<MemberCount> counts = list("community.memberCounts", Map.of("community", community));
        assertThat(counts).contains(new MemberCount(group, 1));
        List<SubGroup> listed = list("community.groups", Map.of("community", community));
        assertThat(listed)
                .anyMatch(one -> one.jid().equals(group) && Integer.valueOf(1).equals(one.size()));
        assertThatThrownBy(() -> perform("community.transfer", Map.of("community", community, "user", "15559999999")))
                .extracting(e -> ((MexException) e).code())
                .isEqualTo("mex-404");
        perform("community.transfer", Map.of("community", community, "user", CUSTOMER));
        assertThat(own.groups().members(community)).containsEntry(CUSTOMER, Group.Role.SUPERADMIN);
    }

    @Test
    @RouteTestOf(operations = "community.joinGroup")
    void asksToJoinWhereAdminsApproveIt() {
        Jid community = create("Careful").jid();
        Jid group = group("Closed");
        list("community.link", Map.of("community", community, "groups", List.of(group)));
        perform("group.promote", Map.of("chat", group, "members", List.of(CUSTOMER)));
        perform("group.setApproval", Map.of("chat", group, "on", true));
        perform("group.leave", Map.of("chat", group));
        Joined joined = perform(Joined.class, "community.joinGroup", Map.of("community", community, "chat", group));
        assertThat(joined).isEqualTo(new Joined(group, true));
        assertThat(customer.groups().requests(group)).containsExactly("15550002001");
    }

    @Test
    @RouteTestOf(operations = "contact.picture")
    void showsItsPicture() {
        Jid community = create("Shown").jid();
        assertThat(perform("contact.picture", Map.of("chat", community))).isNull();
        perform("group.setPicture", Map.of("chat", community, "file", new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3}));
        Picture picture = perform(Picture.class, "contact.picture", Map.of("chat", community));
        assertThat(picture.url()).startsWith("https://");
    }

    @Test
    @RouteTestOf(operations = {"community.joinGroup", "community.deactivate"})
    void joinsGroupsAndEnds() {
        Jid community = create("Ending").jid();
        Jid group = group("Open");
        list("community.link", Map.of("community", community, "groups", List.of(group)));
        perform("group.leave", Map.of("chat", group));
        assertThat(own.groups().members(group)).doesNotContainKey("15550002001");
        perform("community.joinGroup", Map.of("community", community, "chat", group));
        assertThat(own.groups().members(group)).containsKey("15550002001");
        assertThatThrownBy(() -> perform("community.joinGroup", Map.of("community", community, "chat", group)))
                .extracting(e -> ((GroupException) e).code())
                .isEqualTo("group-conflict");
        perform("community.deactivate", Map.of("community", community));
        assertThat(own.groups().exists(community)).isFalse();
        assertThat(own.groups().community(group)).isNull();
    }
}
