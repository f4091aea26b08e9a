package org.camelwhatsapp.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.model.Jid;
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
    private final GroupFeature groups = session.add(new GroupFeature(session.session, addresses));
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

    @Test
    void takesInviteLinksInEveryForm() {
        for (String form :
                List.of("AbCdEf", " AbCdEf ", "https://chat.whatsapp.com/AbCdEf", "chat.whatsapp.com/AbCdEf")) {
            assertThat(GroupInviteFeature.code(form)).isEqualTo("AbCdEf");
        }
    }
}
