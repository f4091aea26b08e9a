package org.camelwhatsapp.engine.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.message.ProtocolNotice;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.LIDMigrationMapping;
import org.camelwhatsapp.proto.LIDMigrationMappingSyncMessage;
import org.camelwhatsapp.proto.LIDMigrationMappingSyncPayload;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.junit.jupiter.api.Test;

/** Every stanza that names a user by both addresses teaches which belong together, for good. */
class AddressSourcesTest {
    private static final Jid OWN = new Jid("15550001001", 5, Jid.PN_SERVER);
    private static final Jid OWN_LID = Jid.lid("100000000000001").withDevice(5);
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid BOB_LID = Jid.lid("100000000000002");
    private static final Jid NEW_LID = Jid.lid("100000000000009");

    private final ScriptedSession session = new ScriptedSession().linked(OWN, OWN_LID);
    private final AddressBook addresses = new AddressBook(session.session);
    private final List<Jid> joined = new ArrayList<>();
    private final AddressSources sources = session.add(new AddressSources(session.session, addresses));

    AddressSourcesTest() {
        addresses.listen((older, lid, transaction) -> joined.addAll(List.of(older, lid)));
    }

    private void assertLearnt() {
        assertThat(addresses.alternate(BOB)).isEqualTo(BOB_LID);
        assertThat(session.memory.rows("addressMappings")).hasSize(2);
    }

    @Test
    void aReceiptTeaches() {
        session.show(Node.builder("receipt")
                .attr("from", Jid.group("120363000000000001"))
                .attr("participant", BOB_LID.withDevice(2))
                .attr("participant_pn", BOB)
                .build());
        assertLearnt();
    }

    @Test
    void aMessageOfAnotherOwnDeviceTeachesWhoGotIt() {
        session.show(Node.builder("message")
                .attr("from", OWN_LID)
                .attr("recipient", BOB_LID)
                .attr("peer_recipient_pn", BOB)
                .build());
        assertLearnt();
    }

    @Test
    void aNotificationOfDevicesTeaches() {
        session.show(Node.builder("notification")
                .attr("type", "devices")
                .attr("from", BOB)
                .attr("lid", BOB_LID)
                .build());
        assertLearnt();
    }

    @Test
    void aCallTeaches() {
        session.show(Node.builder("call")
                .attr("from", BOB_LID)
                .child(Node.builder("offer")
                        .attr("call-creator", BOB_LID.withDevice(1))
                        .attr("caller_pn", BOB)
                        .build())
                .build());
        assertLearnt();
    }

    @Test
    void whatIsKnownIsNotWrittenAgain() {
        aReceiptTeaches();
        session.memory.rows("addressMappings").clear();
        aNotificationOfDevicesTeachesNothingNew();
        assertThat(joined).containsExactly(BOB, BOB_LID);
    }

    private void aNotificationOfDevicesTeachesNothingNew() {
        session.show(Node.builder("notification")
                .attr("type", "devices")
                .attr("from", BOB)
                .attr("lid", BOB_LID)
                .build());
        assertThat(session.memory.rows("addressMappings")).isEmpty();
    }

    private Runnable share(Jid sender, ByteString payload) {
        ProtocolMessage message = ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.LID_MIGRATION_MAPPING_SYNC)
                .setLidMigrationMappingSyncMessage(
                        LIDMigrationMappingSyncMessage.newBuilder().setEncodedMappingPayload(payload))
                .build();
        StoreTransaction transaction = session.session.store().transaction();
        Runnable rest = sources.shared(new ProtocolNotice("A1", sender, Instant.EPOCH, message), transaction);
        session.run(() -> session.session.store().commit(transaction));
        return rest;
    }

    private static ByteString mapping(long latest) {
        LIDMigrationMapping.Builder mapping =
                LIDMigrationMapping.newBuilder().setPn(15550001002L).setAssignedLid(100000000000002L);
        if (latest != 0) {
            mapping.setLatestLid(latest);
        }
        return LIDMigrationMappingSyncPayload.newBuilder()
                .addPnToLidMappings(mapping)
                .build()
                .toByteString();
    }

    @Test
    void thePhoneSharesItsListWhenItMovesToLids() {
        share(OWN.withDevice(0), mapping(0));
        assertLearnt();
        share(OWN.withDevice(0), mapping(100000000000009L));
        assertThat(addresses.alternate(BOB)).isEqualTo(NEW_LID);
    }

    @Test
    void onlyThePhonesListCountsAndOnlyIfItCanBeRead() {
        share(OWN.withDevice(3), mapping(0));
        share(OWN.withDevice(0), ByteString.copyFromUtf8("\u0007?"));
        assertThat(session.memory.rows("addressMappings")).isEmpty();
    }

    private void lidChanged(String json) {
        session.receive(Node.builder("notification")
                .attr("type", "mex")
                .child(Node.of("update", json.getBytes(StandardCharsets.UTF_8)))
                .build());
    }

    @Test
    void aLidThatChangesKeepsItsNumber() {
        aReceiptTeaches();
        lidChanged(
                "{\"data\":{\"xwa2_notify_lid_change\":{\"old\":\"100000000000002@lid\",\"new\":\"100000000000009@lid\"}}}");
        assertThat(addresses.alternate(BOB)).isEqualTo(NEW_LID);
        assertThat(addresses.alternate(NEW_LID)).isEqualTo(BOB);
        assertThat(joined).endsWith(BOB_LID, NEW_LID);
        lidChanged("{\"data\":{\"xwa2_notify_newsletter_on_leave\":{}}}");
        lidChanged("no JSON");
        assertThat(addresses.alternate(BOB)).isEqualTo(NEW_LID);
    }
}
