package org.camelwhatsapp.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.event.BlocklistChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Blocking by both addresses of a user, and what other devices blocked. */
class BlocklistFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final Jid ANNA_LID = Jid.lid("888001");

    private final AppStateBench bench = new AppStateBench();
    private final ScriptedSession server = bench.server;
    private final BlocklistFeature blocklist = server.add(new BlocklistFeature(server.session, bench.users));

    private static Node item(String action, Jid jid) {
        return Node.builder("item").attr("action", action).attr("jid", jid).build();
    }

    private static Node request(String type, Node child) {
        return Node.builder("iq")
                .attr("xmlns", "blocklist")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .child(child)
                .build();
    }

    @Test
    void blocksAKnownNumberByBothAddresses() {
        bench.pair(ANNA, ANNA_LID);
        CompletableFuture<Void> done = server.call(() -> blocklist.block(ANNA.withDevice(2)));
        assertThat(server.nextRequest())
                .isEqualTo(request(
                        "set",
                        Node.builder("item")
                                .attr("action", "block")
                                .attr("jid", ANNA_LID)
                                .attr("pn_jid", ANNA)
                                .build()));
        assertThat(done).isNotDone();
        server.answer();
        assertThat(done).isCompleted();
    }

    @Test
    void aLidOfAnUnknownNumberIsMarkedAsUnknown() {
        server.call(() -> blocklist.block(ANNA_LID));
        assertThat(server.nextRequest())
                .isEqualTo(request(
                        "set",
                        Node.builder("item")
                                .attr("action", "block")
                                .attr("jid", ANNA_LID)
                                .attr("unknown_identifier", "true")
                                .build()));
    }

    @Test
    void unblockingNamesTheLidAlone() {
        bench.pair(ANNA, ANNA_LID);
        server.call(() -> blocklist.unblock(ANNA));
        assertThat(server.nextRequest()).isEqualTo(request("set", item("unblock", ANNA_LID)));
    }

    @Test
    void unblockingAnUnknownLidIsNotMarked() {
        server.call(() -> blocklist.unblock(ANNA_LID));
        assertThat(server.nextRequest()).isEqualTo(request("set", item("unblock", ANNA_LID)));
    }

    @Test
    void aRefusalFailsTheCall() {
        CompletableFuture<Void> done = server.call(() -> blocklist.unblock(ANNA_LID));
        server.refuse(406);
        assertThat(AppStateBench.failure(done))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        failure -> assertThat(failure.code()).isEqualTo("server-406"));
    }

    @Test
    void listsThoseWhoAreBlocked() {
        CompletableFuture<List<Jid>> blocked = server.call(blocklist::list);
        server.answer(Node.of("list", item("block", ANNA), item("block", ANNA_LID)));
        assertThat(blocked.join()).containsExactly(ANNA, ANNA_LID);
    }

    @Test
    void anAnswerWithoutAListIsAnEmptyOne() {
        CompletableFuture<List<Jid>> blocked = server.call(blocklist::list);
        server.answer();
        assertThat(blocked.join()).isEmpty();
    }

    private void notify(Node child) {
        server.receive(Node.builder("notification")
                .attr("type", "account_sync")
                .child(child)
                .build());
    }

    @Test
    void tellsWhomAnotherDeviceBlockedAndUnblocked() {
        notify(Node.of("blocklist", item("block", ANNA), item("unblock", ANNA_LID), item("other", Jid.lid("5"))));
        assertThat(server.events(BlocklistChanged.class))
                .containsExactly(new BlocklistChanged(List.of(ANNA), List.of(ANNA_LID), true));
    }

    @Test
    void aNotificationWithoutNamesTellsThatTheyAreNotComplete() {
        notify(Node.of("blocklist"));
        assertThat(server.events(BlocklistChanged.class))
                .containsExactly(new BlocklistChanged(List.of(), List.of(), false));
    }

    @Test
    void anotherNotificationOfTheAccountIsNoChange() {
        notify(Node.of("privacy"));
        assertThat(server.events(BlocklistChanged.class)).isEmpty();
    }
}
