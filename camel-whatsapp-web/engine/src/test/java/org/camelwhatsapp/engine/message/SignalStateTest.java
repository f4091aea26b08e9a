package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.junit.jupiter.api.Test;

/** Ratchets in memory and on disk: nothing that moved is forgotten before it is durable. */
class SignalStateTest {
    private static final Jid OWN = new Jid("15550001001", 5, Jid.PN_SERVER);
    private static final Jid OWN_LID = Jid.lid("100000000000001").withDevice(5);
    private static final Jid BOB = Jid.phone("15550001002").withDevice(3);
    private static final Jid BOB_LID = Jid.lid("100000000000002").withDevice(3);
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession session = new ScriptedSession().linked(OWN, OWN_LID);
    private final AddressBook addresses = new AddressBook(session.session);
    private final SignalState state = new SignalState(session.session, addresses);
    private final GroupCipher cipher = new GroupCipher(
            session.session.curve(), session.session.environment().random());

    private void learnBob() {
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            addresses.learn(BOB.toUser(), BOB_LID.toUser(), transaction);
            session.session.store().commit(transaction);
        });
    }

    private SenderKeyName name(int group) {
        return new SenderKeyName(Jid.group("12036300000000" + group), state.address(OWN_LID));
    }

    private CompletableFuture<Void> change(SenderKeyName name) {
        return session.call(() -> {
            cipher.create(state.senderKey(name));
            SignalState.Changes changes = state.changes();
            changes.touch(name);
            return changes.commit();
        });
    }

    @Test
    void aChangedRecordIsThereAfterARestart() {
        SenderKeyName name = state.senderKeyName(GROUP, OWN_LID);
        change(name).join();
        byte[] kept = state.senderKey(name).serialize();
        SignalState restarted = new SignalState(session.session, addresses);
        session.call(() -> restarted.load(List.of(), List.of(name))).join();
        assertThat(restarted.senderKey(name).serialize()).isEqualTo(kept);
    }

    @Test
    void whatWasNotTouchedIsNotWritten() {
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        session.call(() -> state.changes().commit()).join();
        assertThat(session.memory.rows("sessions")).isEmpty();
    }

    @Test
    void aSessionUnderTheNumberGoesOnUnderTheLid() {
        byte[] old = new SessionRecord().serialize();
        session.memory.rows("sessions").put(state.address(BOB), old);
        learnBob();
        assertThat(state.address(BOB)).isEqualTo(state.address(BOB_LID));
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        session.call(() -> {
                    SignalState.Changes changes = state.changes();
                    changes.touch(state.address(BOB));
                    return changes.commit();
                })
                .join();
        assertThat(session.memory.rows("sessions")).containsKey(state.address(BOB_LID));
    }

    @Test
    void aSessionInUseGoesOnWhenTheLidBecomesKnownHalfway() {
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        SessionRecord inUse = state.session(BOB);
        learnBob();
        assertThat(state.session(BOB)).isSameAs(inUse);
        assertThat(state.session(BOB_LID)).isSameAs(inUse);
    }

    @Test
    void aSessionThatIsNotDurableYetIsNotWoundBackWhenTheLidBecomesKnown() {
        session.memory.rows("sessions").put(state.address(BOB), new SessionRecord().serialize());
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        SessionRecord ahead = state.session(BOB);
        learnBob();
        session.call(() -> state.load(List.of(BOB_LID), List.of())).join();
        assertThat(state.session(BOB_LID)).isSameAs(ahead);
    }

    @Test
    void aSenderKeyUnderTheNumberGoesOnUnderTheLid() {
        SenderKeyName before = state.senderKeyName(GROUP, BOB);
        change(before).join();
        byte[] kept = state.senderKey(before).serialize();
        learnBob();
        SenderKeyName after = state.senderKeyName(GROUP, BOB);
        assertThat(after).isNotEqualTo(before);
        assertThat(state.senderKey(after)).isSameAs(state.senderKey(before));
        SignalState restarted = new SignalState(session.session, addresses);
        session.call(() -> restarted.load(List.of(), List.of(after))).join();
        assertThat(restarted.senderKey(after).serialize()).isEqualTo(kept);
    }

    @Test
    void aDroppedSessionDoesNotComeBackFromUnderTheNumber() {
        session.memory.rows("sessions").put(state.address(BOB), new SessionRecord().serialize());
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        SessionRecord old = state.session(BOB);
        learnBob();
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            state.dropSession(BOB, transaction);
            session.session.store().commit(transaction);
        });
        assertThat(session.memory.rows("sessions")).isEmpty();
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        assertThat(state.session(BOB)).isNotSameAs(old);
    }

    @Test
    void aRecordThatIsInMemoryIsNotReadAgain() {
        SenderKeyName name = state.senderKeyName(GROUP, OWN_LID);
        change(name).join();
        SenderKeyRecord inMemory = state.senderKey(name);
        session.memory.rows("senderKeys").clear();
        session.call(() -> state.load(List.of(), Set.of(name))).join();
        assertThat(state.senderKey(name)).isSameAs(inMemory);
    }

    @Test
    void keepsWhatIsNotDurableAndDropsOtherRecordsBeyondTheLimit() {
        session.memory.hold();
        SenderKeyName durable = name(0);
        SenderKeyName waiting = name(1);
        change(durable);
        change(waiting);
        byte[] moved = state.senderKey(waiting).serialize();
        for (int group = 2; group < 9_000; group++) {
            state.senderKey(name(group));
        }
        session.memory.releaseFirst();
        session.loop.run();
        assertThat(state.senderKey(waiting).serialize()).isEqualTo(moved);
        assertThat(state.senderKey(durable).isEmpty()).isTrue();
        session.memory.release();
        session.loop.run();
        SignalState restarted = new SignalState(session.session, addresses);
        session.call(() -> restarted.load(List.of(), List.of(durable, waiting))).join();
        assertThat(restarted.senderKey(waiting).serialize()).isEqualTo(moved);
        assertThat(restarted.senderKey(durable).isEmpty()).isFalse();
    }

    @Test
    void aFailedWriteEndsTheSessionAndForgetsWhatRanAhead() {
        SenderKeyName name = state.senderKeyName(GROUP, OWN_LID);
        session.memory.fail();
        assertThat(change(name)).isCompletedExceptionally();
        assertThat(session.endedAs).isEqualTo(ConnectionState.FAILED);
        assertThat(state.senderKey(name).isEmpty()).isTrue();
    }

    @Test
    void aDroppedSessionIsGoneFromMemoryAndDisk() {
        session.memory.rows("sessions").put(state.address(BOB), new SessionRecord().serialize());
        session.call(() -> state.load(List.of(BOB), List.of())).join();
        SessionRecord before = state.session(BOB);
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            state.dropSession(BOB, transaction);
            session.session.store().commit(transaction);
        });
        assertThat(session.memory.rows("sessions")).isEmpty();
        assertThat(state.session(BOB)).isNotSameAs(before);
    }

    @Test
    void whatWasLoadedForChangesIsNotDroppedBeforeTheyEnd() {
        SenderKeyName wanted = name(0);
        change(wanted).join();
        byte[] kept = state.senderKey(wanted).serialize();
        SignalState.Changes changes = state.changes();
        session.call(() -> changes.load(List.of(), List.of(wanted))).join();
        for (int group = 2; group < 9_000; group++) {
            state.senderKey(name(group));
        }
        change(name(1)).join();
        assertThat(state.senderKey(wanted).serialize()).isEqualTo(kept);
        session.run(changes::abandon);
        for (int group = 2; group < 9_000; group++) {
            state.senderKey(name(group));
        }
        change(name(1)).join();
        assertThat(state.senderKey(wanted).isEmpty()).as("it may go now").isTrue();
    }

    @Test
    void changesThatWereGivenUpHoldNothing() {
        SignalState.Changes changes = state.changes();
        changes.touch(name(0));
        changes.abandon();
        for (int i = 0; i < 65_536; i++) {
            SignalState.Changes more = state.changes();
            more.touch(name(i));
            more.abandon();
        }
        assertThat(state.isOverloaded()).isFalse();
        assertThat(session.memory.rows("senderKeys")).isEmpty();
    }

    @Test
    void aSessionIsFoundWhenItsLidBecomesKnownAfterItWasLoaded() {
        SignalState.Changes changes = state.changes();
        session.call(() -> changes.load(List.of(BOB), List.of())).join();
        SessionRecord loaded = state.session(BOB);
        learnBob();
        assertThat(state.session(BOB)).isSameAs(loaded);
        assertThat(state.session(BOB_LID)).isSameAs(loaded);
    }

    @Test
    void aDroppedSessionDoesNotComeBackUnderTheNumber() {
        session.memory.rows("sessions").put(SignalAddress.of(BOB), new SessionRecord().serialize());
        learnBob();
        session.call(() -> state.load(List.of(BOB_LID), List.of())).join();
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            state.dropSession(BOB_LID, transaction);
            session.session.store().commit(transaction);
        });
        assertThat(session.memory.rows("sessions")).isEmpty();
    }

    @Test
    void ratchetsOfAnEarlierLinkAreForgottenAndNotWritten() {
        SenderKeyName name = name(0);
        cipher.create(state.senderKey(name));
        SignalState.Changes before = state.changes();
        before.touch(name);
        session.credentials = CredentialsFactory.create(session.session.curve(), session.session.environment());
        assertThat(session.call(before::commit)).isCompletedExceptionally();
        assertThat(session.endedAs).isNull();
        assertThat(session.memory.rows("senderKeys")).isEmpty();
        assertThat(state.senderKey(name).isEmpty()).isTrue();
    }

    @Test
    void aKeptRatchetThatCannotBeReadIsBegunAnew() {
        session.memory.rows("sessions").put(SignalAddress.of(BOB), new byte[] {1, 2, 3});
        session.memory.rows("senderKeys").put(name(0), new byte[] {1, 2, 3});
        session.call(() -> state.load(List.of(BOB), List.of(name(0)))).join();
        assertThat(state.session(BOB).isEmpty()).isTrue();
        assertThat(state.senderKey(name(0)).isEmpty()).isTrue();
    }
}
