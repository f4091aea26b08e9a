package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.camelwhatsapp.engine.signal.SignalException.Reason;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and what a record may cost. */
class SessionLimitsTest {
    private final SignalParty alice = new SignalParty(1);
    private final SignalParty bob = new SignalParty(2);

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void keepsFortyOlderSessions() {
        List<Ciphertext> late = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            alice.record.archive();
            alice.cipher.initiate(alice.record, bob.bundle(-1), alice.self);
            bob.decrypt(alice.encrypt(text("start " + i)));
            late.add(new Ciphertext(false, inner(alice.encrypt(text("late " + i)))));
        }
        assertThat(bob.record.archived).hasSize(40);
        assertThat(alice.record.archived).hasSize(40);
        assertThatThrownBy(() -> bob.decrypt(late.get(0))).isInstanceOf(SignalException.class);
        assertThat(bob.decrypt(late.get(1))).isEqualTo(text("late 1"));
        assertThat(bob.decrypt(late.get(41))).isEqualTo(text("late 41"));
        assertThat(bob.record.archived).hasSize(40);
    }

    private static byte[] inner(Ciphertext first) {
        return PreKeyMessage.parse(first.bytes()).message();
    }

    @Test
    void keepsFiveChainsOfThePeer() {
        alice.cipher.initiate(alice.record, bob.bundle(1), alice.self);
        bob.decrypt(alice.encrypt(text("hello")));
        alice.decrypt(bob.encrypt(text("hello yourself")));
        List<Ciphertext> late = new ArrayList<>();
        for (int turn = 0; turn < 7; turn++) {
            late.add(alice.encrypt(text("late " + turn)));
            bob.decrypt(alice.encrypt(text("turn")));
            alice.decrypt(bob.encrypt(text("turn back")));
        }
        assertThatThrownBy(() -> bob.decrypt(late.get(1))).isInstanceOf(SignalException.class);
        for (int turn = 2; turn < 7; turn++) {
            assertThat(bob.decrypt(late.get(turn))).isEqualTo(text("late " + turn));
        }
        assertThat(bob.record.candidates().get(0).receiverChains).hasSize(SignalLimits.MAX_RECEIVER_CHAINS);
    }

    @Test
    void acceptsTheLargestJumpAndNotOneMore() {
        alice.cipher.initiate(alice.record, bob.bundle(1), alice.self);
        bob.decrypt(alice.encrypt(text("0")));
        for (int i = 0; i < SignalLimits.MAX_JUMP; i++) {
            alice.cipher.encrypt(alice.record, alice.self, text("skipped"));
        }
        byte[] alicesRecord = alice.record.serialize();
        assertThat(bob.decrypt(alice.encrypt(text("just so far")))).isEqualTo(text("just so far"));
        SessionRecord later = SessionRecord.parse(alicesRecord);
        assertThat(later.serialize()).isEqualTo(alicesRecord);
    }

    @Test
    void boundsTheSkippedKeysOfAllOlderSessions() {
        for (int session = 0; session < 9; session++) {
            alice.record = new SessionRecord();
            alice.cipher.initiate(alice.record, bob.bundle(-1), alice.self);
            for (int i = 0; i < SignalLimits.MAX_SKIPPED; i++) {
                alice.cipher.encrypt(alice.record, alice.self, text("skipped"));
            }
            bob.decrypt(alice.encrypt(text("far")));
        }
        assertThat(bob.record.serialize().length)
                .isLessThan((SignalLimits.MAX_ARCHIVED_SKIPPED + SignalLimits.MAX_SKIPPED) * 36 + 10_000);
        assertThat(bob.record.archived.get(0).skippedCount()).isEqualTo(SignalLimits.MAX_SKIPPED);
        assertThat(bob.record.archived.get(7).skippedCount()).isZero();
    }

    @Test
    void refusesRecordsThatAreNotExactlyOne() {
        alice.cipher.initiate(alice.record, bob.bundle(1), alice.self);
        byte[] stored = alice.record.serialize();
        assertInvalid(Arrays.copyOf(stored, stored.length + 1));
        assertInvalid(new byte[0]);
        byte[] otherVersion = stored.clone();
        otherVersion[0] = 2;
        assertInvalid(otherVersion);
        byte[] odd = stored.clone();
        odd[1] = 2;
        assertInvalid(odd);
    }

    private static void assertInvalid(byte[] stored) {
        assertThatThrownBy(() -> SessionRecord.parse(stored))
                .isInstanceOfSatisfying(
                        SignalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_SESSION));
    }

    @Test
    void readsAnyChangedRecordAsOneOrRefusesIt() {
        alice.cipher.initiate(alice.record, bob.bundle(1), alice.self);
        bob.decrypt(alice.encrypt(text("x")));
        byte[] stored = bob.record.serialize();
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = stored.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                assertThat(SessionRecord.parse(changed).serialize()).hasSameSizeAs(changed);
            } catch (SignalException e) {
                assertThat(e.reason()).isEqualTo(Reason.INVALID_SESSION);
            }
        }
    }
}
