package org.camelwhatsapp.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.group.GroupInviteFeature.Joined;
import org.camelwhatsapp.engine.group.GroupRequestFeature.JoinRequest;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways into a group: links, invites that came as messages, and requests that admins answer. */
class GroupDoorsTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Jid COMMUNITY = Jid.group("120363000000000009");
    private static final Jid ANN = Jid.lid("100000000000001");
    private static final Jid BEN = Jid.lid("100000000000002");
    private static final Jid BEN_PHONE = Jid.phone("15550001002");
    private static final Instant UNTIL = Instant.ofEpochSecond(1_800_000_000);

    private final ScriptedSession session = new ScriptedSession()
            .linked(Jid.phone("15550009000").withDevice(3), Jid.lid("777000").withDevice(3));
    private final GroupFeature groups =
            session.add(new GroupFeature(session.session, new AddressBook(session.session), new NoTokens()));
    private final GroupInviteFeature invites = session.add(new GroupInviteFeature(session.session, groups));
    private final GroupRequestFeature requests = session.add(new GroupRequestFeature(session.session, groups));

    private static Node request(String type, Jid to, Node content) {
        return Node.builder("iq")
                .attr("xmlns", "w:g2")
                .attr("type", type)
                .attr("to", to)
                .child(content)
                .build();
    }

    private static Node participant(Jid jid) {
        return Node.builder("participant").attr("jid", jid).build();
    }

    private static Node invite(String code) {
        return Node.builder("invite").attr("code", code).build();
    }

    private static Node byMessage(String tag) {
        return Node.builder(tag)
                .attr("code", "c0de")
                .attr("expiration", 1_800_000_000)
                .attr("admin", ANN)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"get", "set"})
    void theLinkIsAskedForOrMadeAnew(String type) {
        CompletableFuture<String> link =
                session.call(() -> type.equals("get") ? invites.link(GROUP) : invites.resetLink(GROUP));
        assertThat(session.nextRequest()).isEqualTo(request(type, GROUP, Node.of("invite")));
        session.answer(invite("AbC-1_2"));
        assertThat(link.join()).isEqualTo("https://chat.whatsapp.com/AbC-1_2");
    }

    @Test
    void aLinkWithoutACodeIsNoAnswer() {
        CompletableFuture<String> link = session.call(() -> invites.link(GROUP));
        session.answer(Node.of("invite"));
        assertThatThrownBy(link::join).hasCauseInstanceOf(MalformedNodeException.class);
    }

    @Test
    void looksBehindALinkWithoutJoining() {
        CompletableFuture<GroupInfo> seen =
                session.call(() -> invites.preview("https://chat.whatsapp.com/invite/AbC?mode=x"));
        assertThat(session.nextRequest()).isEqualTo(request("get", GroupWire.ALL, invite("AbC")));
        session.answer(Node.builder("group")
                .attr("id", GROUP.user())
                .attr("subject", "Choir")
                .build());
        assertThat(seen.join().subject()).isEqualTo("Choir");
    }

    @Test
    void joinsByALinkAtOnce() {
        CompletableFuture<Joined> joined = session.call(() -> invites.join(" AbC "));
        assertThat(session.nextRequest()).isEqualTo(request("set", GroupWire.ALL, invite("AbC")));
        session.answer(Node.builder("group").attr("jid", GROUP).build());
        assertThat(joined.join()).isEqualTo(new Joined(GROUP, false));
    }

    @Test
    void joiningMayWaitForAnAdmin() {
        CompletableFuture<Joined> joined = session.call(() -> invites.join("AbC"));
        session.answer(
                Node.builder("membership_approval_request").attr("jid", GROUP).build());
        assertThat(joined.join()).isEqualTo(new Joined(GROUP, true));
    }

    @Test
    void aLinkThatWasMadeAnewIsVoid() {
        CompletableFuture<Joined> joined = session.call(() -> invites.join("AbC"));
        session.refuse(410);
        assertThatThrownBy(joined::join)
                .cause()
                .isInstanceOfSatisfying(
                        GroupException.class, e -> assertThat(e.code()).isEqualTo("group-invite-revoked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://chat.whatsapp.com/",
                // Of another service.
                "https://example.org/AbC",
                "Ab C",
                // One character more than a code has.
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatIsNoLinkIsNotAskedFor(String link) {
        assertThatThrownBy(() -> invites.join(link))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://chat.whatsapp.com/CODE");
        assertThat(session.requests).isEmpty();
    }

    @Test
    void looksBehindAnInviteThatCameAsAMessage() {
        CompletableFuture<GroupInfo> seen =
                session.call(() -> invites.preview(GROUP, "c0de", UNTIL, ANN.withDevice(2)));
        assertThat(session.nextRequest()).isEqualTo(request("get", GROUP, Node.of("query", byMessage("add_request"))));
        session.answer(Node.builder("group")
                .attr("id", GROUP.user())
                .attr("subject", "Choir")
                .build());
        assertThat(seen.join().jid()).isEqualTo(GROUP);
    }

    @Test
    void acceptsAnInviteAndAsksForTheGroupAnew() {
        session.call(() -> groups.info(GROUP));
        session.answer(Node.builder("group").attr("id", GROUP.user()).build());
        CompletableFuture<Joined> joined = session.call(() -> invites.accept(GROUP, "c0de", UNTIL, ANN.withDevice(2)));
        assertThat(session.nextRequest()).isEqualTo(request("set", GROUP, byMessage("accept")));
        session.answer();
        assertThat(joined.join()).isEqualTo(new Joined(GROUP, false));
        session.call(() -> groups.info(GROUP));
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void takesInvitesBackFromSeveralUsers() {
        CompletableFuture<Void> done = session.call(() -> invites.revoke(GROUP, List.of(ANN.withDevice(1), BEN)));
        assertThat(session.nextRequest())
                .isEqualTo(request("set", GROUP, Node.of("revoke", participant(ANN), participant(BEN))));
        session.answer();
        assertThat(done).isCompleted();
    }

    @Test
    void listsThoseWhoWaitWithAllThatIsTold() {
        CompletableFuture<List<JoinRequest>> waiting = session.call(() -> requests.list(GROUP));
        assertThat(session.nextRequest()).isEqualTo(request("get", GROUP, Node.of("membership_approval_requests")));
        session.answer(Node.of(
                "membership_approval_requests",
                Node.builder("membership_approval_request")
                        .attr("jid", BEN)
                        .attr("phone_number", BEN_PHONE)
                        .attr("request_time", 1_700_000_000)
                        .attr("request_method", "linked_group_join")
                        .attr("requestor", ANN)
                        .attr("parent_group_jid", COMMUNITY)
                        .build(),
                Node.builder("membership_approval_request").attr("jid", ANN).build()));
        assertThat(waiting.join())
                .containsExactly(
                        new JoinRequest(
                                BEN,
                                BEN_PHONE,
                                Instant.ofEpochSecond(1_700_000_000),
                                "linked_group_join",
                                ANN,
                                COMMUNITY),
                        new JoinRequest(ANN, null, Instant.EPOCH, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"true, approve", "false, reject"})
    void answersRequestsAndTellsWhatBecameOfEach(boolean approve, String verb) {
        CompletableFuture<List<MemberChange>> answered =
                session.call(() -> requests.answer(GROUP, approve, List.of(ANN, BEN)));
        assertThat(session.nextRequest())
                .isEqualTo(request(
                        "set",
                        GROUP,
                        Node.of("membership_requests_action", Node.of(verb, participant(ANN), participant(BEN)))));
        session.answer(Node.of(
                "membership_requests_action",
                Node.of(
                        verb,
                        participant(ANN),
                        Node.builder("participant")
                                .attr("jid", BEN)
                                .attr("error", 404)
                                .build())));
        assertThat(answered.join()).extracting(MemberChange::code).containsExactly(200, 404);
    }

    @Test
    void aGroupThatLetSomebodyInIsAskedForAnew() {
        session.call(() -> groups.info(GROUP));
        session.answer(Node.builder("group").attr("id", GROUP.user()).build());
        session.call(() -> requests.answer(GROUP, true, List.of(ANN)));
        session.answer(Node.of("membership_requests_action", Node.of("approve", participant(ANN))));
        session.call(() -> groups.info(GROUP));
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void takesOnesOwnRequestBackUnderTheLid() {
        CompletableFuture<Void> done = session.call(() -> requests.cancel(GROUP));
        assertThat(session.nextRequest())
                .isEqualTo(
                        request("set", GROUP, Node.of("cancel_membership_requests", participant(Jid.lid("777000")))));
        session.answer();
        assertThat(done).isCompleted();
    }
}
