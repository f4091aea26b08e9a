package org.camelwhatsapp.simulator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommunityRequestsTest {
    private static final Jid UNKNOWN = Jid.group("120363999999999999");
    private static final String ROLES = "29643783178598899";
    private static final String SUB_GROUPS = "24079399904996141";

    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private Account ben;
    private LoopClient annas;
    private LoopClient bens;
    private Group community;
    private Group choir;

    /** Anna has a community, and besides it a group with Ben. */
    @BeforeEach
    void makeCommunity() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        annas = local.link(anna);
        bens = local.link(ben);
        Node create = Node.builder("create")
                .attr("subject", "Town")
                .child(Node.of("parent"))
                .child(Node.of("create_general_chat"))
                .build();
        Node made = annas.ask(iq("w:g2", "set", create)).requireChild("group");
        community = local.world.directory().group(Jid.group(made.requireAttr("id")));
        choir = local.groups.create(anna, "Choir", List.of(ben), List.of());
        annas.take();
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Node named(Jid group) {
        return Node.builder("group").attr("jid", group).build();
    }

    private Node.Builder ask(String type, Node child) {
        return iq("w:g2", type, child).attr("to", community.jid());
    }

    private Node.Builder link(Node group) {
        Node link =
                Node.builder("link").attr("link_type", "sub_group").child(group).build();
        return ask("set", Node.of("links", link));
    }

    private String linkError(Jid group) {
        return annas.ask(link(named(group)))
                .requireChild("links")
                .requireChild("link")
                .requireChild("group")
                .attr("error");
    }

    private Node.Builder unlink(Jid group, boolean orphans) {
        Node named = Node.builder("group")
                .attr("jid", group)
                .attr("remove_orphaned_members", orphans ? "true" : null)
                .build();
        return ask("set", Node.of("unlink", named));
    }

    private List<String> subjects(LoopClient client) {
        return client.ask(ask("get", Node.of("sub_groups"))).requireChild("sub_groups").children("group").stream()
                .map(group -> group.attr("subject"))
                .toList();
    }

    private JsonObject query(LoopClient client, String id, JsonObject input) {
        Node query = Node.builder("query")
                .attr("query_id", id)
                .text(new JsonObject()
                        .put("variables", new JsonObject().put("input", input))
                        .encode())
                .build();
        return new JsonObject(
                client.ask(iq("w:mex", "get", query)).requireChild("result").text());
    }

    @Test
    void aNewCommunityHasAnAnnouncementGroupAndTheGeneralChatThatWasAskedFor() {
        Node answer = annas.ask(ask("get", Node.of("sub_groups"))).requireChild("sub_groups");
        assertThat(answer.children("group"))
                .extracting(group ->
                        group.attr("subject") + " " + group.children().get(0).tag())
                .containsExactly("Town default_sub_group", "General general_chat");
    }

    @Test
    void aLinkedGroupBringsItsMembersIntoTheCommunityAndBothAreTold() {
        assertThat(linkError(choir.jid())).isNull();
        assertThat(choir.parent()).isSameAs(community);
        assertThat(community.members()).containsEntry(ben, Group.Role.MEMBER);
        assertThat(community.members()).containsEntry(anna, Group.Role.SUPERADMIN);
        assertThat(bens.take())
                .extracting(node -> node.requireChild("link").attr("link_type"))
                .containsExactly("parent_group", "sub_group");
    }

    @Test
    void aGroupIsLinkedOnceByItsAdminIfItIsThere() {
        Group bensOwn = local.groups.create(ben, "Own", List.of(), List.of());
        assertThat(linkError(UNKNOWN)).isEqualTo("404");
        assertThat(linkError(bensOwn.jid())).isEqualTo("401");
        assertThat(linkError(choir.jid())).isNull();
        assertThat(linkError(choir.jid())).isEqualTo("409");
    }

    @Test
    void onlyAnAdminOfTheCommunityLinksAndUnlinks() {
        assertThat(bens.refusal(link(named(choir.jid())))).isEqualTo(403);
        annas.ask(link(named(choir.jid())));
        assertThat(bens.refusal(unlink(choir.jid(), false))).isEqualTo(401);
        assertThat(choir.parent()).isSameAs(community);
    }

    @Test
    void aHiddenGroupIsSeenByItsMembersOnly() {
        Group secret = local.groups.create(anna, "Secret", List.of(), List.of());
        annas.ask(link(named(choir.jid())));
        Node hidden = Node.builder("group")
                .attr("jid", secret.jid())
                .child(Node.of("hidden_group"))
                .build();
        annas.ask(link(hidden));
        assertThat(subjects(annas)).contains("Secret");
        assertThat(subjects(bens)).contains("Choir").doesNotContain("Secret");
        Node join = Node.builder("join_linked_group").attr("jid", secret.jid()).build();
        assertThat(bens.refusal(ask("set", join))).isEqualTo(404);
    }

    @Test
    void anUnlinkedGroupStandsAloneAndItsMembersStayInTheCommunity() {
        annas.ask(link(named(choir.jid())));
        bens.take();
        Node answer = annas.ask(unlink(choir.jid(), false)).requireChild("unlink");
        assertThat(answer.requireChild("group").attr("error")).isNull();
        assertThat(choir.parent()).isNull();
        assertThat(community.members()).containsKey(ben);
        Node told = bens.take().get(0).requireChild("unlink");
        assertThat(told.attr("unlink_reason")).isEqualTo("unlink_group");
        assertThat(annas.ask(unlink(choir.jid(), false))
                        .requireChild("unlink")
                        .requireChild("group")
                        .attr("error"))
                .isEqualTo("404");
    }

    @Test
    void membersOfNoOtherGroupLeaveWithTheirsIfThatIsAskedForButAdminsStay() {
        annas.ask(link(named(choir.jid())));
        Account cleo = local.account("Cleo");
        Group chess = local.groups.create(anna, "Chess", List.of(cleo), List.of());
        annas.ask(link(named(chess.jid())));
        annas.ask(unlink(choir.jid(), true));
        assertThat(community.members()).containsOnlyKeys(anna, cleo);
    }

    @Test
    void theMembersOfAllGroupsAreListedOnce() {
        annas.ask(link(named(choir.jid())));
        Node list =
                annas.ask(ask("get", Node.of("linked_groups_participants"))).requireChild("linked_groups_participants");
        assertThat(list.children("participant"))
                .extracting(one -> one.jid("jid"))
                .containsExactly(anna.lid(), ben.lid());
    }

    @Test
    void aLinkedGroupIsShownToTheCommunityAndAnotherOneIsNot() {
        Node asked = Node.builder("query_linked").attr("jid", choir.jid()).build();
        assertThat(annas.refusal(ask("get", asked))).isEqualTo(404);
        annas.ask(link(named(choir.jid())));
        Node shown = bens.ask(ask("get", asked)).requireChild("linked_group").requireChild("group");
        assertThat(shown.attr("subject")).isEqualTo("Choir");
        assertThat(shown.requireChild("linked_parent").jid("jid")).isEqualTo(community.jid());
    }

    @Test
    void aMemberOfTheCommunityJoinsItsGroups() {
        annas.ask(link(named(choir.jid())));
        Group chess = local.groups.create(anna, "Chess", List.of(), List.of());
        annas.ask(link(named(chess.jid())));
        annas.take();
        Node join = Node.builder("join_linked_group").attr("jid", chess.jid()).build();
        Node joined = bens.ask(ask("set", join)).requireChild("linked_group").requireChild("group");
        assertThat(joined.attr("size")).isEqualTo("2");
        assertThat(chess.members()).containsEntry(ben, Group.Role.MEMBER);
        assertThat(annas.take().get(0).requireChild("add").attr("reason")).isEqualTo("linked_group_join");
        assertThat(bens.refusal(ask("set", join))).isEqualTo(409);
    }

    @Test
    void aDeactivatedCommunityLeavesItsGroupsAloneAndTakesItsAnnouncementsAway() {
        annas.ask(link(named(choir.jid())));
        bens.take();
        assertThat(bens.refusal(ask("set", Node.of("delete_parent")))).isEqualTo(401);
        annas.ask(ask("set", Node.of("delete_parent")));
        assertThat(local.world.directory().groups()).extracting(Group::subject).containsExactly("General", "Choir");
        assertThat(choir.parent()).isNull();
        assertThat(bens.take()).extracting(node -> node.children().get(0).tag()).containsExactly("unlink", "delete");
    }

    @Test
    void theOwnerGivesTheCommunityToAMemberAndStaysAdmin() {
        annas.ask(link(named(choir.jid())));
        JsonObject input = new JsonObject()
                .put("group_id", community.jid().toString())
                .put(
                        "role_updates",
                        new JsonArray()
                                .add(new JsonObject().put("user_jid", ben.lid().toString())));
        assertThat(errorCode(query(bens, ROLES, input))).isEqualTo(401);
        assertThat(query(annas, ROLES, input).containsKey("errors")).isFalse();
        assertThat(community.members())
                .containsEntry(ben, Group.Role.SUPERADMIN)
                .containsEntry(anna, Group.Role.ADMIN);
        assertThat(errorCode(query(annas, ROLES, input))).isEqualTo(401);
    }

    @Test
    void aCommunityIsNotGivenToAStranger() {
        JsonObject input = new JsonObject()
                .put("group_id", community.jid().toString())
                .put(
                        "role_updates",
                        new JsonArray()
                                .add(new JsonObject().put("user_jid", ben.lid().toString())));
        assertThat(errorCode(query(annas, ROLES, input))).isEqualTo(404);
        assertThat(community.members()).containsEntry(anna, Group.Role.SUPERADMIN);
    }

    @Test
    void theStoredQueryListsTheGroupsWithTheirSizes() {
        annas.ask(link(named(choir.jid())));
        JsonObject input = new JsonObject().put("group_jid", community.jid().toString());
        JsonArray edges = query(annas, SUB_GROUPS, input)
                .getJsonObject("data")
                .getJsonObject("xwa2_group_query_by_id")
                .getJsonObject("sub_groups")
                .getJsonArray("edges");
        JsonObject last = edges.getJsonObject(2).getJsonObject("node");
        assertThat(last.getString("id")).isEqualTo(choir.jid().toString());
        assertThat(last.getInteger("total_participants_count")).isEqualTo(2);
        assertThat(edges).hasSize(3);
    }

    private static int errorCode(JsonObject answer) {
        return answer.getJsonArray("errors")
                .getJsonObject(0)
                .getJsonObject("extensions")
                .getInteger("error_code");
    }
}
