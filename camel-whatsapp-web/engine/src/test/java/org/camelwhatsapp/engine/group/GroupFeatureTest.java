package org.camelwhatsapp.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Groups are asked for once, kept true by notifications, and every change is told. */
class GroupFeatureTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Jid ANN = Jid.lid("100000000000001");
    private static final Jid BEN = Jid.lid("100000000000002");
    private static final Jid BEN_PHONE = Jid.phone("15550001002");

    private final ScriptedSession session = new ScriptedSession();
    private final AddressBook addresses = new AddressBook(session.session);
    private final GroupFeature groups = session.add(new GroupFeature(session.session, addresses, new NoTokens()));
    private final List<Jid> left = new ArrayList<>();

    GroupFeatureTest() {
        groups.listen(left::add);
    }

    private static Node participant(Jid jid) {
        return Node.builder("participant").attr("jid", jid).build();
    }

    private static Node described(int size, Jid... members) {
        Node.Builder group = Node.builder("group")
                .attr("id", "120363000000000001")
                .attr("subject", "Team")
                .attr("size", size);
        List.of(members).forEach(member -> group.child(participant(member)));
        return group.build();
    }

    private CompletableFuture<GroupInfo> info() {
        return session.call(() -> groups.info(GROUP));
    }

    private void known(int size, Jid... members) {
        info();
        session.answer(described(size, members));
    }

    private void notify(Node... changes) {
        session.receive(Node.builder("notification")
                .attr("type", "w:gp2")
                .attr("from", GROUP)
                .attr("participant", ANN)
                .attr("t", 70)
                .children(List.of(changes))
                .build());
    }

    private List<Jid> members() {
        return info().join().members().stream().map(GroupMember::jid).toList();
    }

    @Test
    void asksForAGroupOncePerConnection() {
        CompletableFuture<GroupInfo> first = info();
        assertThat(session.nextRequest().jid("to")).isEqualTo(GROUP);
        session.answer(described(1, ANN));
        assertThat(first.join().subject()).isEqualTo("Team");
        assertThat(info().join()).isEqualTo(first.join());
        assertThat(session.requests).isEmpty();
        session.disconnect();
        info();
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void keepsMembersTrueByNotifications() {
        known(1, ANN);
        notify(Node.of("add", participant(BEN)));
        assertThat(members()).containsExactly(ANN, BEN);
        notify(Node.of("promote", participant(BEN)));
        assertThat(info().join().members().get(1).isAdmin()).isTrue();
        notify(Node.of("demote", participant(BEN)));
        assertThat(info().join().members().get(1).isAdmin()).isFalse();
        notify(Node.of("add", participant(BEN)));
        assertThat(members()).containsExactly(ANN, BEN);
        notify(Node.of("remove", participant(BEN)));
        assertThat(members()).containsExactly(ANN);
        assertThat(session.requests).isEmpty();
    }

    @Test
    void aChangeThatCannotBeReadMakesTheGroupForgottenAndKeepsWhatWasLearntBefore() {
        known(2, ANN, BEN);
        assertThatThrownBy(() -> notify(
                        Node.of(
                                "promote",
                                Node.builder("participant")
                                        .attr("jid", BEN)
                                        .attr("phone_number", BEN_PHONE)
                                        .build()),
                        Node.of(
                                "remove",
                                Node.builder("participant").attr("jid", "a@b@c").build())))
                .isInstanceOf(MalformedNodeException.class);
        info();
        assertThat(session.requests).as("who is left is asked").hasSize(1);
        assertThat(session.memory.rows("addressMappings")).containsKey(BEN);
    }

    @Test
    void knowsAMemberByEitherAddress() {
        known(2, ANN, BEN);
        notify(Node.of(
                "remove",
                Node.builder("participant")
                        .attr("jid", BEN)
                        .attr("phone_number", BEN_PHONE)
                        .build()));
        assertThat(members()).containsExactly(ANN);
        assertThat(addresses.alternate(BEN)).isEqualTo(BEN_PHONE);
    }

    @Test
    void asksAgainWhereAListWasShortenedOrSomethingElseChanged() {
        known(1_000, ANN);
        notify(Node.of("add", participant(BEN)));
        info();
        session.answer(described(1, ANN));
        notify(Node.builder("subject").attr("subject", "New").build());
        info();
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void tellsEachChangeAndWhoLeft() {
        notify(
                Node.of("remove", participant(BEN)),
                Node.builder("subject").attr("subject", "New").attr("s_t", 69).build());
        assertThat(left).containsExactly(GROUP);
        assertThat(session.events).hasSize(2);
        GroupChanged removed = (GroupChanged) session.events.get(0);
        assertThat(removed.action()).isEqualTo("remove");
        assertThat(removed.actor()).isEqualTo(ANN);
        assertThat(removed.participants()).containsExactly(BEN);
        assertThat(removed.timestamp().getEpochSecond()).isEqualTo(70);
        GroupChanged renamed = (GroupChanged) session.events.get(1);
        assertThat(renamed.text()).isEqualTo("New");
        assertThat(renamed.details()).containsEntry("s_t", "69");
        assertThat(renamed.toString()).doesNotContain("New");
    }

    @Test
    void makesAGroupWithMembersAndSettings() {
        CompletableFuture<GroupInfo> made = session.call(() -> groups.create("Team", List.of(BEN.withDevice(3))));
        Node request = session.nextRequest();
        assertThat(request.jid("to")).isEqualTo(GroupWire.ALL);
        Node create = request.requireChild("create");
        assertThat(create.attr("subject")).isEqualTo("Team");
        assertThat(create.children("participant")).extracting(p -> p.jid("jid")).containsExactly(BEN);
        session.answer(described(2, ANN, BEN));
        assertThat(made.join().members()).hasSize(2);
        assertThat(members()).containsExactly(ANN, BEN);
    }

    @Test
    void changesMembersAndKnowsTheNewOnes() {
        known(1, ANN);
        CompletableFuture<List<MemberChange>> changed =
                session.call(() -> groups.changeMembers(GROUP, "add", List.of(BEN)));
        assertThat(session.nextRequest().requireChild("add").children("participant"))
                .hasSize(1);
        session.answer(Node.of("add", participant(BEN)));
        assertThat(changed.join()).allMatch(MemberChange::isDone);
        assertThatThrownBy(() -> session.call(() -> groups.changeMembers(GROUP, "praise", List.of(BEN)))
                        .join())
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusalIsTyped() {
        CompletableFuture<GroupInfo> refused = info();
        session.refuse(403);
        assertThatThrownBy(refused::join)
                .hasCauseInstanceOf(GroupException.class)
                .hasMessageContaining("not-member");
    }

    @Test
    void listsTheGroupsOneIsIn() {
        CompletableFuture<List<GroupInfo>> joined = session.call(groups::joined);
        session.answer(Node.of("groups", described(1, ANN)));
        assertThat(joined.join()).extracting(GroupInfo::jid).containsExactly(GROUP);
        assertThat(members()).containsExactly(ANN);
        assertThat(session.requests).isEmpty();
    }

    @Test
    void forgetsAGroupThatOneLeft() {
        known(2, ANN, BEN);
        session.call(() -> groups.leave(GROUP));
        session.answer(Node.of("leave"));
        info();
        assertThat(session.requests).hasSize(1);
    }

    private GroupChanged told(Node change) {
        session.events.clear();
        notify(change);
        return (GroupChanged) session.events.get(0);
    }

    @Test
    void aNewGroupIsToldWithItsNameAndMembersAndKnownAtOnce() {
        GroupChanged made = told(Node.builder("create")
                .attr("context_group_jid", "120363000000000009@g.us")
                .child(described(2, ANN, BEN))
                .build());
        assertThat(made.text()).isEqualTo("Team");
        assertThat(made.participants()).containsExactly(ANN, BEN);
        assertThat(made.groups()).containsExactly(Jid.group("120363000000000009"));
        assertThat(members()).containsExactly(ANN, BEN);
        assertThat(session.requests).isEmpty();
    }

    @Test
    void thoseForWhomSomebodyAsksAreTold() {
        GroupChanged asked = told(Node.builder("created_membership_requests")
                .attr("request_method", "non_admin_add")
                .attr("parent_group_jid", "120363000000000009@g.us")
                .child(Node.builder("requested_user")
                        .attr("jid", BEN)
                        .attr("phone_number", BEN_PHONE)
                        .build())
                .build());
        assertThat(asked.participants()).containsExactly(BEN);
        assertThat(asked.groups()).containsExactly(Jid.group("120363000000000009"));
        assertThat(addresses.alternate(BEN)).isEqualTo(BEN_PHONE);
        assertThat(told(Node.of("membership_approval_request")).participants()).containsExactly(ANN);
    }

    @Test
    void linkedAndProposedGroupsAreToldByAddressAndName() {
        for (String tag : List.of("link", "unlink")) {
            GroupChanged linked = told(Node.of(
                    tag,
                    Node.builder("group")
                            .attr("id", "120363000000000002")
                            .attr("subject", "Street")
                            .build()));
            assertThat(linked.groups()).containsExactly(Jid.group("120363000000000002"));
            assertThat(linked.text()).isEqualTo("Street");
        }
        GroupChanged proposed = told(Node.of(
                "created_sub_group_suggestion",
                Node.builder("sub_group_suggestion")
                        .attr("jid", "120363000000000003@g.us")
                        .child(Node.builder("subject").text("Garden").build())
                        .build()));
        assertThat(proposed.groups()).containsExactly(Jid.group("120363000000000003"));
        assertThat(proposed.text()).isEqualTo("Garden");
        GroupChanged promoted = told(Node.builder("linked_group_promote")
                .attr("jid", "120363000000000009@g.us")
                .child(participant(BEN))
                .build());
        assertThat(promoted.participants()).containsExactly(BEN);
        assertThat(promoted.groups()).containsExactly(Jid.group("120363000000000009"));
    }

    @Test
    void everyOtherKindOfChangeIsToldInTheServersWords() {
        assertThat(told(Node.of("description", Node.of("delete"))).text()).isEmpty();
        assertThat(told(Node.builder("change_number").attr("jid", BEN).build()).participants())
                .containsExactly(BEN);
        assertThat(told(Node.builder("member_add_mode").text("admin_add").build())
                        .text())
                .isEqualTo("admin_add");
        assertThat(told(GroupNodes.approval(true)).text()).isEqualTo("on");
        assertThat(told(Node.builder("invite").attr("code", "C1").build()).text())
                .isEqualTo("C1");
        assertThat(told(Node.builder("ephemeral").attr("expiration", 86_400).build())
                        .details())
                .containsEntry("expiration", "86400");
        assertThat(told(Node.builder("growth_locked").attr("type", "invite").build())
                        .details())
                .containsEntry("type", "invite");
        for (String tag : List.of(
                "locked",
                "unlocked",
                "announcement",
                "not_announcement",
                "not_ephemeral",
                "revoke",
                "revoked_membership_requests",
                "member_link_mode",
                "member_share_group_history_mode",
                "delete",
                "suspended",
                "unsuspended",
                "growth_unlocked",
                "allow_non_admin_sub_group_creation",
                "allow_admin_reports",
                "reports",
                "no_frequently_forwarded",
                "frequently_forwarded_ok",
                "group_history",
                "no_group_history",
                "revoked_sub_group_suggestions",
                "modify",
                "linked_group_demote",
                "auto_add_disabled",
                "limit_sharing_enabled",
                "something_new")) {
            assertThat(told(Node.of(tag)).action()).isEqualTo(tag);
        }
    }

    @Test
    void aGroupThatOneWasRemovedFromIsAskedForAgain() {
        session.linked(new Jid("15550001001", 5, Jid.PN_SERVER), ANN.withDevice(5));
        known(2, ANN, BEN);
        notify(Node.of("remove", participant(ANN)));
        info();
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void whoCouldNotBeAddedToANewGroupIsToldWithTheReason() {
        CompletableFuture<GroupInfo> made = session.call(() -> groups.create("Team", List.of(BEN)));
        Node refused = Node.builder("participant")
                .attr("jid", BEN)
                .attr("error", 403)
                .child(Node.builder("add_request")
                        .attr("code", "M1")
                        .attr("expiration", 1_700_000_000L)
                        .build())
                .build();
        session.answer(described(1, ANN).toBuilder().child(refused).build());
        assertThat(made.join().members()).hasSize(1);
        assertThat(made.join().refused())
                .containsExactly(new MemberChange(BEN, 403, "M1", java.time.Instant.ofEpochSecond(1_700_000_000L)));
    }

    @Test
    void membersAreAddedByBothAddressesAndWithTheTokenTheyGave() {
        ScriptedSession other = new ScriptedSession();
        AddressBook book = new AddressBook(other.session);
        GroupFeature shown = other.add(new GroupFeature(other.session, book, new NoTokens() {
            @Override
            public java.util.concurrent.CompletionStage<java.util.Map<Jid, Node>> of(java.util.Collection<Jid> users) {
                return CompletableFuture.completedFuture(java.util.Map.of(BEN, Node.of("tctoken", new byte[] {7, 8})));
            }
        }));
        other.run(() -> {
            var transaction = other.session.store().transaction();
            book.learn(BEN, BEN_PHONE, transaction);
            other.session.store().commit(transaction);
        });
        other.call(() -> shown.changeMembers(GROUP, "add", List.of(BEN)));
        Node member = other.nextRequest().requireChild("add").requireChild("participant");
        assertThat(member.jid("phone_number")).isEqualTo(BEN_PHONE);
        assertThat(member.requireChild("privacy").bytes()).containsExactly(7, 8);
    }

    @Test
    void asksForManyGroupsAtOnce() {
        CompletableFuture<List<GroupFeature.Found>> found =
                session.call(() -> groups.infos(List.of(GROUP, Jid.group("120363000000000002"))));
        assertThat(session.nextRequest().requireChild("query").children("group"))
                .hasSize(2);
        session.answer(Node.of(
                "groups",
                described(1, ANN),
                Node.builder("group")
                        .attr("id", "120363000000000002")
                        .attr("error", 404)
                        .build(),
                Node.builder("group")
                        .attr("id", "120363000000000003")
                        .attr("truncated", "true")
                        .attr("size", 900)
                        .build()));
        assertThat(found.join()).extracting(GroupFeature.Found::code).containsExactly(200, 404, 200);
        assertThat(found.join().get(1).info()).isNull();
        assertThat(found.join().get(2).info().size()).isEqualTo(900);
        assertThat(members()).containsExactly(ANN);
        assertThat(session.requests).isEmpty();
    }

    @Test
    void aGroupThatIsNotLeftIsNoSuccess() {
        CompletableFuture<Void> left = session.call(() -> groups.leave(GROUP));
        session.answer(Node.of(
                "leave",
                Node.builder("group").attr("id", GROUP).attr("error", 404).build()));
        assertThatThrownBy(left::join).hasCauseInstanceOf(GroupException.class).hasMessageContaining("unknown");
    }

    @Test
    void everyRefusalThatIsKnownHasItsName() {
        for (String named : List.of(
                "304 group-member-already",
                "401 group-not-admin",
                "403 group-not-member",
                "404 group-unknown",
                "405 group-not-allowed",
                "406 group-not-acceptable",
                "409 group-conflict",
                "410 group-invite-revoked",
                "412 group-community-full",
                "416 group-community-suspended",
                "419 group-full",
                "423 group-locked",
                "436 group-growth-locked",
                "429 server-429")) {
            String[] words = named.split(" ");
            assertThat(GroupException.of(new ServerErrorException(Integer.parseInt(words[0]), "refused", null))
                            .code())
                    .isEqualTo(words[1]);
        }
    }

    @Test
    void takesInviteLinksInEveryForm() {
        for (String form :
                List.of("AbCdEf", " AbCdEf ", "https://chat.whatsapp.com/AbCdEf", "chat.whatsapp.com/AbCdEf")) {
            assertThat(GroupInviteFeature.code(form)).isEqualTo("AbCdEf");
        }
    }
}
