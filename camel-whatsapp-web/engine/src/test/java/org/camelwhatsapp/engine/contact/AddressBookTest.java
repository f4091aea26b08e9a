package org.camelwhatsapp.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.junit.jupiter.api.Test;

class AddressBookTest {
    private static final Jid OWN = new Jid("15550001001", 5, Jid.PN_SERVER);
    private static final Jid OWN_LID = Jid.lid("100000000000001").withDevice(5);
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid BOB_LID = Jid.lid("100000000000002");

    private final ScriptedSession session = new ScriptedSession().linked(OWN, OWN_LID);
    private final AddressBook addresses = new AddressBook(session.session);

    private void learn(Jid one, Jid other) {
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            addresses.learn(one, other, transaction);
            session.session.store().commit(transaction);
        });
    }

    @Test
    void findsEitherAddressByTheOther() {
        assertThat(addresses.alternate(BOB)).isNull();
        learn(BOB, BOB_LID);
        assertThat(addresses.alternate(BOB)).isEqualTo(BOB_LID);
        assertThat(addresses.alternate(BOB_LID.withDevice(3))).isEqualTo(BOB);
    }

    @Test
    void aDeviceKeepsItsNumberUnderTheOtherAddress() {
        assertThat(addresses.canonical(BOB.withDevice(3))).isEqualTo(BOB.withDevice(3));
        learn(BOB_LID, BOB);
        assertThat(addresses.canonical(BOB.withDevice(3))).isEqualTo(BOB_LID.withDevice(3));
        assertThat(addresses.canonical(BOB_LID.withDevice(3))).isEqualTo(BOB_LID.withDevice(3));
    }

    @Test
    void groupsAndTheServerHaveOneAddressOnly() {
        Jid group = Jid.group("120363000000000001");
        learn(group, BOB_LID);
        assertThat(addresses.canonical(group)).isEqualTo(group);
        assertThat(addresses.canonical(Jid.SERVER)).isEqualTo(Jid.SERVER);
        assertThat(session.memory.rows("addressMappings")).isEmpty();
    }

    @Test
    void takesOnlyPairsOfANumberAndALid() {
        learn(BOB, Jid.phone("15550001003"));
        learn(BOB_LID, Jid.lid("100000000000003"));
        learn(BOB, null);
        learn(null, BOB_LID);
        assertThat(addresses.alternate(BOB)).isNull();
        assertThat(session.memory.rows("addressMappings")).isEmpty();
    }

    @Test
    void knowsTheOwnAddressesFromTheLinkAndNeverTakesOthersForThem() {
        assertThat(addresses.alternate(OWN)).isEqualTo(OWN_LID.toUser());
        assertThat(addresses.canonical(OWN)).isEqualTo(OWN_LID);
        learn(OWN.toUser(), BOB_LID);
        assertThat(addresses.alternate(OWN)).isEqualTo(OWN_LID.toUser());
        assertThat(session.memory.rows("addressMappings")).isEmpty();
    }

    @Test
    void aUserMayGetANewLid() {
        learn(BOB, BOB_LID);
        Jid newer = Jid.lid("100000000000777");
        learn(BOB, newer);
        assertThat(addresses.alternate(BOB)).isEqualTo(newer);
        assertThat(addresses.alternate(newer)).isEqualTo(BOB);
    }

    @Test
    void readsWhatTheStoreKnowsInOneGo() {
        learn(BOB, BOB_LID);
        AddressBook restarted = new AddressBook(session.session);
        assertThat(restarted.alternate(BOB)).isNull();
        session.call(() -> restarted.load(List.of(BOB.withDevice(2), Jid.phone("15550001003"), OWN)))
                .join();
        assertThat(restarted.alternate(BOB)).isEqualTo(BOB_LID);
        assertThat(restarted.alternate(Jid.phone("15550001003"))).isNull();
    }

    @Test
    void writesAPairThatIsKnownOnlyOnce() {
        learn(BOB, BOB_LID);
        session.memory.rows("addressMappings").clear();
        learn(BOB, BOB_LID);
        assertThat(session.memory.rows("addressMappings")).isEmpty();
    }

    @Test
    void asksTheStoreOnceForAUserThatIsNotThere() {
        session.call(() -> addresses.load(List.of(BOB))).join();
        session.memory.rows("addressMappings").put(BOB, BOB_LID.toString().getBytes(StandardCharsets.UTF_8));
        session.call(() -> addresses.load(List.of(BOB))).join();
        assertThat(addresses.alternate(BOB)).as("the store was not asked again").isNull();
        assertThat(addresses.canonical(BOB.withDevice(3))).isEqualTo(BOB.withDevice(3));
        learn(BOB, BOB_LID);
        assertThat(addresses.alternate(BOB)).isEqualTo(BOB_LID);
        assertThat(addresses.canonical(BOB.withDevice(3))).isEqualTo(BOB_LID.withDevice(3));
    }

    @Test
    void whatIsLearntWhileTheStoreIsReadCounts() {
        session.memory
                .rows("addressMappings")
                .put(BOB, Jid.lid("100000000000009").toString().getBytes(StandardCharsets.UTF_8));
        session.run(() -> {
            addresses.load(List.of(BOB));
            addresses.learn(BOB, BOB_LID, session.session.store().transaction());
        });
        assertThat(addresses.alternate(BOB)).isEqualTo(BOB_LID);
    }
}
