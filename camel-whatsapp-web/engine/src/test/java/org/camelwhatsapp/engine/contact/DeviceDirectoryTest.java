package org.camelwhatsapp.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

class DeviceDirectoryTest {
    private static final Jid OWN = new Jid("15550001001", 5, Jid.PN_SERVER);
    private static final Jid OWN_LID = Jid.lid("100000000000001").withDevice(5);
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid BOB_LID = Jid.lid("100000000000002");

    private final ScriptedSession session = new ScriptedSession().linked(OWN, OWN_LID);
    private final AddressBook addresses = new AddressBook(session.session);
    private final DeviceDirectory directory = session.add(new DeviceDirectory(session.session, addresses));

    private static Node entry(Jid user, Jid lid, int... devices) {
        Node.Builder list = Node.builder("device-list");
        for (int device : devices) {
            list.child(Node.builder("device").attr("id", device).build());
        }
        return Node.builder("user")
                .attr("jid", user)
                .child(Node.of("devices", list.build()))
                .child(lid == null ? null : Node.builder("lid").attr("val", lid).build())
                .build();
    }

    private static Node usync(Node... users) {
        return Node.of("usync", Node.of("list", users));
    }

    private CompletableFuture<Map<Jid, List<Jid>>> devices(Jid... users) {
        return session.call(() -> directory.devices(List.of(users)));
    }

    @Test
    void namesDevicesByTheAddressTheyAreKeptUnder() {
        CompletableFuture<Map<Jid, List<Jid>>> found = devices(BOB);
        Node usync = session.nextRequest().requireChild("usync");
        assertThat(usync.attr("context")).isEqualTo("message");
        assertThat(usync.requireChild("list").children("user"))
                .extracting(user -> user.jid("jid"))
                .containsExactly(BOB);
        session.answer(usync(entry(BOB, BOB_LID, 0, 4)));
        assertThat(found.join()).containsOnly(Map.entry(BOB, List.of(BOB_LID, BOB_LID.withDevice(4))));
    }

    @Test
    void asksOnceAndAnswersForBothAddresses() {
        devices(BOB);
        session.answer(usync(entry(BOB, BOB_LID, 0, 4)));
        assertThat(devices(BOB_LID.withDevice(4)).join())
                .containsOnly(Map.entry(BOB_LID, List.of(BOB_LID, BOB_LID.withDevice(4))));
        assertThat(devices(BOB).join()).containsOnlyKeys(BOB);
        assertThat(session.requests).isEmpty();
    }

    @Test
    void remembersListsAndAddressesInTheStore() {
        devices(BOB);
        session.answer(usync(entry(BOB, BOB_LID, 0, 4)));
        AddressBook later = new AddressBook(session.session);
        DeviceDirectory restarted = new DeviceDirectory(session.session, later);
        assertThat(session.call(() -> restarted.devices(List.of(BOB))).join())
                .containsOnly(Map.entry(BOB, List.of(BOB_LID, BOB_LID.withDevice(4))));
        assertThat(session.requests).isEmpty();
    }

    @Test
    void aNotificationMakesAListForgotten() {
        devices(BOB);
        session.answer(usync(entry(BOB, BOB_LID, 0, 4)));
        session.receive(Node.builder("notification")
                .attr("type", "devices")
                .attr("from", BOB)
                .build());
        assertThat(session.memory.rows("deviceLists")).isEmpty();
        CompletableFuture<Map<Jid, List<Jid>>> found = devices(BOB);
        session.answer(usync(entry(BOB, BOB_LID, 0, 4, 5)));
        assertThat(found.join().get(BOB)).hasSize(3);
    }

    @Test
    void newOwnDevicesMakeTheOwnListForgotten() {
        devices(OWN_LID);
        session.answer(usync(entry(OWN_LID.toUser(), null, 0, 5)));
        session.receive(Node.builder("notification")
                .attr("type", "account_sync")
                .attr("from", OWN)
                .child(Node.of("devices"))
                .build());
        devices(OWN_LID);
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void aLongAbsenceMakesTheOwnListForgotten() {
        devices(OWN_LID);
        session.answer(usync(entry(OWN_LID.toUser(), null, 0, 5)));
        session.receive(
                Node.of("ib", Node.builder("dirty").attr("type", "groups").build()));
        devices(OWN_LID);
        assertThat(session.requests).isEmpty();
        session.receive(
                Node.of("ib", Node.builder("dirty").attr("type", "account_sync").build()));
        devices(OWN_LID);
        assertThat(session.requests).hasSize(1);
    }

    @Test
    void aNotificationTellsTheOtherAddress() {
        session.receive(Node.builder("notification")
                .attr("type", "devices")
                .attr("from", BOB)
                .attr("lid", BOB_LID)
                .build());
        assertThat(addresses.alternate(BOB)).isEqualTo(BOB_LID);
    }

    @Test
    void leavesOutUsersThatTheServerDoesNotKnow() {
        Jid nobody = Jid.phone("15550009999");
        CompletableFuture<Map<Jid, List<Jid>>> found = devices(BOB, nobody);
        session.answer(usync(
                entry(BOB, BOB_LID, 0), Node.builder("user").attr("jid", nobody).build()));
        assertThat(found.join()).containsOnlyKeys(BOB);
    }

    @Test
    void asksForManyInParts() {
        Collection<Jid> users = new ArrayList<>();
        List<Node> entries = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Jid user = Jid.lid("2000000000" + i);
            users.add(user);
            entries.add(entry(user, null, 0));
        }
        CompletableFuture<Map<Jid, List<Jid>>> found = session.call(() -> directory.devices(users));
        for (int from = 0; from < 600; from += 256) {
            int to = Math.min(600, from + 256);
            assertThat(session.nextRequest()
                            .requireChild("usync")
                            .requireChild("list")
                            .children("user"))
                    .hasSize(to - from);
            session.answer(usync(entries.subList(from, to).toArray(new Node[0])));
        }
        assertThat(found.join()).hasSize(600);
    }

    @Test
    void aRefusalOfOneKindOfQuestionFailsAll() {
        CompletableFuture<Map<Jid, List<Jid>>> found = devices(BOB);
        Node refused = Node.of(
                "devices",
                Node.builder("error")
                        .attr("code", 429)
                        .attr("text", "rate-overlimit")
                        .build());
        session.answer(Node.of("usync", Node.of("result", refused), Node.of("list")));
        assertThatThrownBy(found::join)
                .hasCauseInstanceOf(ServerErrorException.class)
                .hasMessageContaining("429");
    }
}
