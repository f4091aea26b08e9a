package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.concat;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.structure;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.typed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.signal.SignalException.Reason;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;

/** What sender keys keep, and what a member may try. */
class GroupLimitsTest {
    private final SeededRandom random = new SeededRandom(4);
    private final GroupCipher cipher = new GroupCipher(Curve25519.fastest(), random);
    private final SenderKeyRecord own = new SenderKeyRecord();
    private final SenderKeyRecord others = new SenderKeyRecord();

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SignalException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void keepsFiveKeysOfADevice() {
        List<byte[]> late = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cipher.rotate(own);
            cipher.process(others, cipher.create(own).bytes());
            late.add(cipher.encrypt(own, text("late " + i)));
        }
        assertFails(Reason.NO_SESSION, () -> cipher.decrypt(others, late.get(0)));
        for (int i = 1; i < 6; i++) {
            assertThat(cipher.decrypt(others, late.get(i))).isEqualTo(text("late " + i));
        }
    }

    @Test
    void acceptsTheLargestJumpAndNotOneMore() {
        byte[] distribution = cipher.create(own).bytes();
        SenderKeyRecord ahead = SenderKeyRecord.parse(own.serialize());
        for (int i = 0; i < SignalLimits.MAX_JUMP; i += 1_000) {
            ahead = SenderKeyRecord.parse(ahead.lease(1_000));
        }
        byte[] farthest = cipher.encrypt(ahead, text("farthest"));
        byte[] tooFar = cipher.encrypt(ahead, text("too far"));
        cipher.process(others, distribution);
        assertFails(Reason.FUTURE_MESSAGE, () -> cipher.decrypt(others, tooFar));
        assertThat(cipher.decrypt(others, farthest)).isEqualTo(text("farthest"));
        assertThat(others.serialize().length).isLessThan(SignalLimits.MAX_SKIPPED * 36 + 300);
    }

    @Test
    void checksTheSignatureBeforeItFollowsAJump() {
        cipher.process(others, cipher.create(own).bytes());
        byte[] forged = concat(structure(1, cipher.create(own).keyId(), 2, 30_000, 3, new byte[16]), new byte[64]);
        assertFails(Reason.INVALID_SIGNATURE, () -> cipher.decrypt(others, forged));
    }

    @Test
    void readsSendersThatUseEverySecondCounter() {
        cipher.process(others, cipher.create(own).bytes());
        for (int i = 0; i < 20; i++) {
            cipher.encrypt(own, text("never sent"));
            assertThat(cipher.decrypt(others, cipher.encrypt(own, text("m" + i))))
                    .isEqualTo(text("m" + i));
        }
    }

    @Test
    void takesAnotherKeyUnderTheSameNumber() {
        byte[] first = Curve25519.fastest().generateKeyPair(random).publicKey();
        byte[] second = Curve25519.fastest().generateKeyPair(random).publicKey();
        cipher.process(others, structure(1, 7, 2, 0, 3, new byte[32], 4, typed(first)));
        cipher.process(others, structure(1, 7, 2, 5, 3, new byte[32], 4, typed(second)));
        assertThat(others.states).hasSize(1);
        assertThat(others.states.get(0).signingKey).isEqualTo(second);
    }

    @Test
    void doesNotPassOnAKeyOfSomebodyElse() {
        cipher.process(others, cipher.create(own).bytes());
        SenderKeyDistribution made = cipher.create(others);
        assertThat(made.keyId()).isNotEqualTo(cipher.create(own).keyId());
        assertThat(cipher.encrypt(others, text("x"))).isNotEmpty();
    }

    @Test
    void refusesDistributionsThatAreNotWhole() {
        byte[] nine = new byte[32];
        nine[0] = 9;
        byte[] key = typed(nine);
        for (byte[] broken : new byte[][] {
            {},
            {0x33},
            structure(1, 7, 2, 0, 3, new byte[32]),
            structure(1, 7, 2, 0, 4, key),
            structure(1, 7, 2, 0, 3, new byte[31], 4, key),
            structure(1, 7, 2, 0, 3, new byte[33], 4, key),
            structure(1, 7, 2, 0, 3, new byte[32], 4, new byte[32]),
            structure(1, 7, 2, 0, 3, new byte[32], 4, new byte[33]),
            Arrays.copyOf(structure(1, 7, 2, 0, 3, new byte[32], 4, key), 60),
        }) {
            assertThatThrownBy(() -> cipher.process(others, broken)).isInstanceOf(SignalException.class);
        }
        assertThat(others.isEmpty()).isTrue();
    }

    @Test
    void refusesRecordsThatAreNotExactlyOne() {
        cipher.create(own);
        byte[] stored = own.serialize();
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertFails(Reason.INVALID_SESSION, () -> SenderKeyRecord.parse(cut));
        }
        assertFails(Reason.INVALID_SESSION, () -> SenderKeyRecord.parse(Arrays.copyOf(stored, stored.length + 1)));
    }
}
