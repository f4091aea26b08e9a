package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** A key of a group is of no use to somebody who has left, also when no notification told of it. */
class FormerMembersTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Jid ANN = Jid.lid("100000000000001").withDevice(5);
    private static final Jid BOB = Jid.lid("100000000000002").withDevice(3);
    private static final Jid CAROL = Jid.lid("100000000000003").withDevice(2);
    private static final List<Jid> ALL = List.of(ANN, BOB, CAROL);

    private final PostOffice office = new PostOffice();
    private final List<MessagingDevice> devices = ALL.stream()
            .map(jid -> new MessagingDevice(jid, Jid.phone("1" + jid.user()).withDevice(jid.device()), ALL, 7))
            .toList();
    private final MessagingDevice ann = devices.get(0);

    FormerMembersTest() {
        devices.forEach(office::add);
        devices.forEach(this::connect);
    }

    private void connect(MessagingDevice device) {
        office.connected(device.address);
        device.connect();
        serve(device);
    }

    private void serve(MessagingDevice device) {
        while (!device.process.requests.isEmpty()) {
            office.serve(device, true);
        }
    }

    /** Sends to the group; the devices that got a key with the message. */
    private List<Jid> keysWith(String id) {
        ann.send(GROUP, id);
        while (!ann.process.nextRequest().is("message")) {
            office.serve(ann, true);
        }
        Node participants = ann.process.nextRequest().child("participants");
        List<Jid> reached = participants == null
                ? List.of()
                : participants.children("to").stream()
                        .map(to -> to.requireJid("jid"))
                        .toList();
        serve(ann);
        return reached;
    }

    @Test
    void theKeyIsGivenOnce() {
        assertThat(keysWith("M1")).containsExactlyInAnyOrder(BOB, CAROL);
        assertThat(keysWith("M2")).isEmpty();
    }

    @Test
    void afterAnUnseenDepartureThoseWhoStayedGetANewKey() {
        keysWith("M1");
        office.former.add(CAROL.toUser());
        ann.crash();
        connect(ann);
        assertThat(keysWith("M2")).containsExactly(BOB);
        assertThat(keysWith("M3")).isEmpty();
    }

    @Test
    void afterARestartWithoutDeparturesTheKeyStays() {
        keysWith("M1");
        ann.crash();
        connect(ann);
        assertThat(keysWith("M2")).isEmpty();
    }

    private void askAgain(Jid device) {
        ann.process.receive(Node.builder("receipt")
                .attr("from", GROUP)
                .attr("participant", device)
                .attr("id", "M1")
                .attr("type", "retry")
                .attr("t", 1_760_000_000)
                .child(Node.builder("retry").attr("count", 1).build())
                .build());
        serve(ann);
    }

    private List<RetryRequested> asked() {
        return ann.process.events(RetryRequested.class);
    }

    @Test
    void aMemberGetsAMessageAgain() {
        keysWith("M1");
        askAgain(CAROL);
        assertThat(asked())
                .singleElement()
                .satisfies(event -> assertThat(event.answered()).isTrue());
        assertThat(ann.process.sent)
                .anyMatch(stanza -> stanza.is("message") && CAROL.equals(stanza.jid("participant")));
    }

    @Test
    void aFormerMemberGetsNoMessageAgainAndNoKey() {
        keysWith("M1");
        office.former.add(CAROL.toUser());
        ann.crash();
        connect(ann);
        askAgain(CAROL);
        assertThat(asked())
                .singleElement()
                .satisfies(event -> assertThat(event.answered()).isFalse());
        assertThat(ann.process.sent).noneMatch(stanza -> stanza.is("message"));
    }
}
