package org.camelwhatsapp.simulator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRequestsTest {
    private static final Jid UNKNOWN = Jid.group("120363999999999999");

    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private Account ben;
    private Account cleo;
    private LoopClient annas;
    private LoopClient bens;
    private LoopClient cleos;
    private Group group;

    /** Anna has a group with Ben; Cleo is not in it. */
    @BeforeEach
    void makeGroup() {
        anna = local.account("Anna");
        ben = local.account("Ben");
        cleo = local.account("Cleo");
        annas = local.link(anna);
        bens = local.link(ben);
        cleos = local.link(cleo);
        group = local.groups.create(anna, "Choir", List.of(ben), List.of());
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Node user(Account account) {
        return Node.builder("participant").attr("jid", account.lid()).build();
    }

    private static Node.Builder request(Jid to, String type, Node child) {
        return iq("w:g2", type, child).attr("to", to);
    }

    private Node.Builder change(String change, Account... users) {
        Node.Builder child = Node.builder(change);
        for (Account each : users) {
            child.child(user(each));
        }
        return request(group.jid(), "set", child.build());
    }

    private static List<String> actions(LoopClient client) {
        return client.take().stream()
                .filter(node -> "w:gp2".equals(node.attr("type")))
                .map(node -> node.children().get(0).tag())
                .toList();
    }

    @Test
    void aNewGroupIsDescribedWithItsOwnerMembersAndSettings() {
        Node create = Node.builder("create")
                .attr("subject", "Chess")
                .attr("key", "k1")
                .child(user(ben))
                .child(Node.of("announcement"))
                .child(Node.of("something_else"))
                .build();
        Node made = annas.ask(iq("w:g2", "set", create)).requireChild("group");
        assertThat(made.attr("subject")).isEqualTo("Chess");
        assertThat(made.attr("creation")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(made.jid("creator")).isEqualTo(anna.lid());
        assertThat(made.jid("creator_pn")).isEqualTo(anna.phoneJid());
        assertThat(made.attr("size")).isEqualTo("2");
        assertThat(made.children("participant"))
                .extracting(one -> one.jid("jid") + " " + one.attr("type"))
                .containsExactly(anna.lid() + " superadmin", ben.lid() + " null");
        assertThat(made.child("announcement")).isNotNull();
        assertThat(made.child("something_else")).isNull();
    }

    @Test
    void membersLearnOfANewGroupWithTheKeyOfItsRequest() {
        Node create = Node.builder("create")
                .attr("subject", "Chess")
                .attr("key", "k1")
                .child(user(ben))
                .build();
        annas.ask(iq("w:g2", "set", create));
        Node told = bens.take().get(0);
        assertThat(told.jid("participant")).isEqualTo(anna.lid());
        assertThat(told.attr("notify")).isEqualTo("Anna");
        assertThat(told.requireChild("create").attr("key")).isEqualTo("k1");
        assertThat(cleos.take()).isEmpty();
    }

    @ParameterizedTest
    // A timer of a new group, and whether it is one.
    @CsvSource({"0, false", "86400, true"})
    void aNewGroupWithATimerOfNothingHasNone(String seconds, boolean timer) {
        Node create = Node.builder("create")
                .attr("subject", "Chess")
                .child(Node.builder("ephemeral").attr("expiration", seconds).build())
                .build();
        Node made = annas.ask(iq("w:g2", "set", create)).requireChild("group");
        assertThat(made.child("ephemeral") != null).isEqualTo(timer);
    }

    @Test
    void oneWhoDoesNotLetOthersAddHimIsInvitedInsteadOfAdded() {
        cleo.privacy().put("groupadd", "contacts");
        Node create = Node.builder("create")
                .attr("subject", "Chess")
                .child(user(cleo))
                .build();
        Node made = annas.ask(iq("w:g2", "set", create)).requireChild("group");
        assertThat(made.attr("size")).isEqualTo("1");
        Node invited = made.children("participant").get(1);
        assertThat(invited.jid("jid")).isEqualTo(cleo.lid());
        assertThat(invited.attr("error")).isEqualTo("403");
        assertThat(invited.requireChild("add_request").attr("expiration"))
                .isEqualTo(Long.toString(LocalWorld.NOW + 3 * 86_400));
        assertThat(actions(cleos)).isEmpty();
    }

    @Test
    void anInvitedUserSeesTheGroupWithItsAdminsOnly() {
        String code = code(local.groups.invitation(group, cleo));
        Node query =
                Node.of("query", Node.builder("add_request").attr("code", code).build());
        Node preview = cleos.ask(request(group.jid(), "get", query)).requireChild("group");
        assertThat(preview.attr("size")).isEqualTo("2");
        assertThat(preview.children("participant"))
                .extracting(one -> one.jid("jid"))
                .containsExactly(anna.lid());
    }

    @Test
    void aCodeOfAnInviteIsForWhomItWasMade() {
        String code = code(local.groups.invitation(group, cleo));
        Node query =
                Node.of("query", Node.builder("add_request").attr("code", code).build());
        assertThat(bens.refusal(request(group.jid(), "get", query))).isEqualTo(406);
        assertThat(cleos.refusal(request(UNKNOWN, "get", query))).isEqualTo(404);
    }

    private static String code(Node invitation) {
        return invitation.requireChild("add_request").requireAttr("code");
    }

    @Test
    void onlyMembersMayAskAboutAGroup() {
        assertThat(annas.refusal(request(group.jid(), "get", Node.of("query")))).isZero();
        assertThat(cleos.refusal(request(group.jid(), "get", Node.of("query")))).isEqualTo(403);
        assertThat(annas.refusal(request(UNKNOWN, "get", Node.of("query")))).isEqualTo(404);
    }

    @Test
    void aQueryForManyGroupsHasAnEntryForEachWithAnErrorWhereItFailed() {
        Group cleosOwn = local.groups.create(cleo, "Own", List.of(), List.of());
        Node.Builder query = Node.builder("query");
        for (Jid jid : List.of(group.jid(), cleosOwn.jid(), UNKNOWN)) {
            query.child(Node.builder("group").attr("jid", jid).build());
        }
        Node answer = annas.ask(iq("w:g2", "get", query.build())).requireChild("groups");
        assertThat(answer.children("group"))
                .extracting(one -> one.attr("id") + " " + one.attr("subject") + " " + one.attr("error"))
                .containsExactly(
                        group.jid().user() + " Choir null",
                        cleosOwn.jid().user() + " null 403",
                        UNKNOWN.user() + " null 404");
    }

    @Test
    void theGroupsOneIsInAreListedAndNoOthers() {
        local.groups.create(cleo, "Own", List.of(), List.of());
        Node answer = bens.ask(iq("w:g2", "get", Node.of("participating"))).requireChild("groups");
        assertThat(answer.children("group"))
                .extracting(one -> one.attr("subject"))
                .containsExactly("Choir");
    }

    @Test
    void anAddedMemberIsToldLikeTheOthersButNotBeforeTheAnswerCounts() {
        Node answer = annas.ask(change("add", cleo)).requireChild("add");
        assertThat(answer.children("participant").get(0).jid("phone_number")).isEqualTo(cleo.phoneJid());
        assertThat(group.members()).containsEntry(cleo, Group.Role.MEMBER);
        assertThat(actions(annas)).containsExactly("add");
        assertThat(actions(bens)).containsExactly("add");
        assertThat(actions(cleos)).containsExactly("add");
    }

    @Test
    void aRemovedMemberIsToldThatHeIsOut() {
        annas.ask(change("remove", ben));
        assertThat(group.members()).doesNotContainKey(ben);
        assertThat(actions(bens)).containsExactly("remove");
    }

    @ParameterizedTest
    // What is done to Ben, and what he is then.
    @CsvSource({"promote, ADMIN", "demote, MEMBER"})
    void aRoleIsWhatItWasChangedTo(String change, Group.Role role) {
        annas.ask(change(change, ben));
        assertThat(group.members()).containsEntry(ben, role);
        assertThat(actions(bens)).containsExactly(change);
    }

    @ParameterizedTest
    // What is asked for someone who is in the group (Ben) or not (Cleo), and the code in the entry.
    @CsvSource({"add, true, 409", "remove, false, 404", "promote, false, 404", "demote, false, 404"})
    void anEntryThatCannotBeChangedHasItsOwnCodeAndNobodyIsTold(String change, boolean member, String code) {
        Node answer = annas.ask(change(change, member ? ben : cleo)).requireChild(change);
        assertThat(answer.children("participant"))
                .extracting(one -> one.attr("error"))
                .containsExactly(code);
        assertThat(actions(bens)).isEmpty();
    }

    @Test
    void oneEntryThatFailsDoesNotKeepTheOthersOut() {
        Node unknown =
                Node.builder("participant").attr("jid", Jid.lid("123456789")).build();
        Node add = Node.builder("add").child(unknown).child(user(cleo)).build();
        Node answer = annas.ask(request(group.jid(), "set", add)).requireChild("add");
        assertThat(answer.children("participant"))
                .extracting(one -> one.attr("error", "none"))
                .containsExactly("404", "none");
        Node told = bens.take().get(0).requireChild("add");
        assertThat(told.children("participant"))
                .extracting(one -> one.jid("jid"))
                .containsExactly(cleo.lid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "remove", "promote", "demote"})
    void onlyAdminsChangeMembers(String change) {
        assertThat(bens.refusal(change(change, cleo))).isEqualTo(401);
        assertThat(cleos.refusal(change(change, cleo))).isEqualTo(403);
        assertThat(group.members()).containsOnlyKeys(anna, ben);
    }

    @Test
    void membersAddOthersWhereTheGroupAllowsItAndDoNothingElse() {
        group.settings()
                .put(
                        "member_add_mode",
                        Node.builder("member_add_mode").text("all_member_add").build());
        assertThat(bens.refusal(change("add", cleo))).isZero();
        assertThat(bens.refusal(change("remove", cleo))).isEqualTo(401);
    }

    @Test
    void leavingTellsTheOthersAndTheOneWhoLeft() {
        Node leave =
                Node.of("leave", Node.builder("group").attr("id", group.jid()).build());
        Node answer = bens.ask(iq("w:g2", "set", leave)).requireChild("leave");
        assertThat(answer.requireChild("group").attr("error")).isNull();
        assertThat(group.members()).containsOnlyKeys(anna);
        assertThat(actions(annas)).containsExactly("remove");
        assertThat(actions(bens)).containsExactly("remove");
    }

    @Test
    void leavingAGroupOneIsNotInFailsInItsEntry() {
        Node leave =
                Node.of("leave", Node.builder("group").attr("id", group.jid()).build());
        Node answer = cleos.ask(iq("w:g2", "set", leave)).requireChild("leave");
        assertThat(answer.requireChild("group").attr("error")).isEqualTo("404");
        assertThat(actions(annas)).isEmpty();
    }

    @Test
    void aRequestThatNamesNoGroupIsABadOne() {
        Node.Builder nobody =
                Node.builder("iq").attr("xmlns", "w:g2").attr("type", "get").child(Node.of("query"));
        assertThat(annas.refusal(nobody)).isEqualTo(400);
    }
}
