package org.camelwhatsapp.simulator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupInviteRequestsTest {
    private final LocalWorld local = new LocalWorld();
    private Account ben;
    private Account cleo;
    private LoopClient annas;
    private LoopClient bens;
    private LoopClient cleos;
    private Group group;

    /** Anna is the admin, Ben a member, Cleo wants to join. */
    @BeforeEach
    void makeGroup() {
        Account anna = local.account("Anna");
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

    private Node.Builder toGroup(String type, Node child) {
        return iq("w:g2", type, child).attr("to", group.jid());
    }

    private static Node invite(String code) {
        return Node.builder("invite").attr("code", code).build();
    }

    private String link() {
        return annas.ask(toGroup("get", Node.of("invite")))
                .requireChild("invite")
                .requireAttr("code");
    }

    private void needsApproval() {
        group.settings()
                .put(
                        "membership_approval_mode",
                        Node.of(
                                "membership_approval_mode",
                                Node.builder("group_join").attr("state", "on").build()));
    }

    private Node answer(String verb) {
        Node user = Node.builder("participant").attr("jid", cleo.lid()).build();
        return Node.of("membership_requests_action", Node.of(verb, user));
    }

    private static List<String> actions(LoopClient client) {
        return client.take().stream().map(node -> node.children().get(0).tag()).toList();
    }

    @Test
    void theLinkIsForAdminsUnlessTheGroupGivesItToAll() {
        assertThat(bens.refusal(toGroup("get", Node.of("invite")))).isEqualTo(401);
        assertThat(cleos.refusal(toGroup("get", Node.of("invite")))).isEqualTo(403);
        group.settings()
                .put(
                        "member_link_mode",
                        Node.builder("member_link_mode").text("all_member_link").build());
        assertThat(bens.refusal(toGroup("get", Node.of("invite")))).isZero();
        assertThat(bens.refusal(toGroup("set", Node.of("invite")))).isEqualTo(401);
    }

    @Test
    void whoHasTheLinkSeesTheGroupAndJoins() {
        String link = link();
        Node seen = cleos.ask(iq("w:g2", "get", invite(link))).requireChild("group");
        assertThat(seen.attr("subject")).isEqualTo("Choir");
        assertThat(group.members()).doesNotContainKey(cleo);
        Node joined = cleos.ask(iq("w:g2", "set", invite(link))).requireChild("group");
        assertThat(joined.jid("jid")).isEqualTo(group.jid());
        assertThat(group.members()).containsEntry(cleo, Group.Role.MEMBER);
        Node told = bens.take().get(0).requireChild("add");
        assertThat(told.attr("reason")).isEqualTo("invite");
        assertThat(cleos.refusal(iq("w:g2", "set", invite(link)))).isEqualTo(409);
    }

    @Test
    void aReplacedLinkIsGoneAndAnInventedOneWasNeverThere() {
        String old = link();
        String fresh = annas.ask(toGroup("set", Node.of("invite")))
                .requireChild("invite")
                .requireAttr("code");
        assertThat(fresh).isNotEqualTo(old).isEqualTo(link());
        assertThat(bens.take().get(0).requireChild("invite").attr("code")).isEqualTo(fresh);
        assertThat(cleos.refusal(iq("w:g2", "set", invite(old)))).isEqualTo(410);
        assertThat(cleos.refusal(iq("w:g2", "get", invite(old)))).isEqualTo(410);
        assertThat(cleos.refusal(iq("w:g2", "set", invite(fresh + "0")))).isEqualTo(404);
        assertThat(cleos.refusal(iq("w:g2", "set", invite("nonsense")))).isEqualTo(404);
    }

    @Test
    void anInviteIsAcceptedOnceByWhomItWasMadeFor() {
        String code =
                local.groups.invitation(group, cleo).requireChild("add_request").requireAttr("code");
        Node accept = Node.builder("accept").attr("code", code).build();
        assertThat(bens.refusal(toGroup("set", accept))).isEqualTo(406);
        assertThat(cleos.refusal(toGroup("set", accept))).isZero();
        assertThat(group.members()).containsKey(cleo);
        assertThat(cleos.refusal(toGroup("set", accept))).isEqualTo(406);
    }

    @Test
    void aRevokedInviteIsWorthNothing() {
        String code =
                local.groups.invitation(group, cleo).requireChild("add_request").requireAttr("code");
        Node revoke = Node.of(
                "revoke", Node.builder("participant").attr("jid", cleo.lid()).build());
        assertThat(bens.refusal(toGroup("set", revoke))).isEqualTo(401);
        assertThat(annas.refusal(toGroup("set", revoke))).isZero();
        Node accept = Node.builder("accept").attr("code", code).build();
        assertThat(cleos.refusal(toGroup("set", accept))).isEqualTo(406);
    }

    @Test
    void whoJoinsAGroupThatApprovesWaitsAndOnlyAdminsAreTold() {
        needsApproval();
        Node answer = cleos.ask(iq("w:g2", "set", invite(link())));
        assertThat(answer.requireChild("membership_approval_request").jid("jid"))
                .isEqualTo(group.jid());
        assertThat(group.members()).doesNotContainKey(cleo);
        assertThat(actions(annas)).containsExactly("membership_approval_request");
        assertThat(bens.take()).isEmpty();
    }

    @Test
    void adminsSeeWhoWaitsSinceWhenAndHow() {
        needsApproval();
        cleos.ask(iq("w:g2", "set", invite(link())));
        Node.Builder ask = toGroup("get", Node.of("membership_approval_requests"));
        Node waiting =
                annas.ask(ask).requireChild("membership_approval_requests").requireChild("membership_approval_request");
        assertThat(waiting.jid("jid")).isEqualTo(cleo.lid());
        assertThat(waiting.jid("phone_number")).isEqualTo(cleo.phoneJid());
        assertThat(waiting.attr("request_time")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(waiting.attr("request_method")).isEqualTo("invite_link");
        assertThat(bens.refusal(ask)).isEqualTo(401);
    }

    @Test
    void anApprovedUserIsAMemberAndEverybodyIsTold() {
        needsApproval();
        cleos.ask(iq("w:g2", "set", invite(link())));
        annas.take();
        assertThat(bens.refusal(toGroup("set", answer("approve")))).isEqualTo(401);
        annas.ask(toGroup("set", answer("approve")));
        assertThat(group.members()).containsKey(cleo);
        assertThat(group.requests()).isEmpty();
        assertThat(actions(bens)).containsExactly("add");
        assertThat(actions(cleos)).containsExactly("add");
    }

    @Test
    void aRejectedUserIsToldAndIsNoMember() {
        needsApproval();
        cleos.ask(iq("w:g2", "set", invite(link())));
        annas.ask(toGroup("set", answer("reject")));
        assertThat(group.members()).doesNotContainKey(cleo);
        assertThat(group.requests()).isEmpty();
        assertThat(actions(cleos)).containsExactly("revoked_membership_requests");
    }

    @Test
    void anAnswerToNobodysRequestFailsInItsEntry() {
        Node answer = annas.ask(toGroup("set", answer("approve")))
                .requireChild("membership_requests_action")
                .requireChild("approve");
        assertThat(answer.requireChild("participant").attr("error")).isEqualTo("404");
        assertThat(group.members()).doesNotContainKey(cleo);
    }

    @Test
    void onesOwnRequestCanBeTakenBack() {
        needsApproval();
        cleos.ask(iq("w:g2", "set", invite(link())));
        cleos.ask(toGroup("set", Node.of("cancel_membership_requests")));
        assertThat(group.requests()).isEmpty();
        assertThat(group.members()).containsOnlyKeys(annas.device().account(), ben);
    }
}
