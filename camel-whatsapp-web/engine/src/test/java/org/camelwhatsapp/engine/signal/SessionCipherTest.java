package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCipherTest {
    private final SignalParty alice = new SignalParty(1);
    private final SignalParty bob = new SignalParty(2);

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertFails(SignalException.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SignalException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void startsWithPreKeyMessagesUntilTheFirstAnswer(int oneTimeId) {
        alice.cipher.initiate(alice.record, bob.bundle(oneTimeId), alice.self);
        Ciphertext first = alice.encrypt(text("one"));
        Ciphertext second = alice.encrypt(text("two"));
        assertThat(first.preKey()).isTrue();
        assertThat(second.preKey()).isTrue();
        assertThat(bob.decrypt(first)).isEqualTo(text("one"));
        assertThat(bob.decrypt(second)).isEqualTo(text("two"));
        Ciphertext answer = bob.encrypt(text("three"));
        assertThat(answer.preKey()).isFalse();
        assertThat(alice.decrypt(answer)).isEqualTo(text("three"));
        assertThat(alice.encrypt(text("four")).preKey()).isFalse();
        assertThat(bob.record.remoteRegistrationId()).isEqualTo(alice.self.registrationId());
        assertThat(bob.record.remoteIdentityKey())
                .isEqualTo(alice.self.identityKey().publicKey());
    }

    @Test
    void usesAOneTimeKeyOnce() {
        alice.cipher.initiate(alice.record, bob.bundle(3), alice.self);
        bob.decrypt(alice.encrypt(text("one")));
        SignalParty carol = new SignalParty(3);
        PreKeyBundle again = new SignalParty(2).bundle(3);
        carol.cipher.initiate(carol.record, again, carol.self);
        Ciphertext message = carol.encrypt(text("late"));
        bob.record = new SessionRecord();
        assertFails(SignalException.Reason.INVALID_KEY_ID, () -> bob.decrypt(message));
        assertThat(bob.record.isEmpty()).isTrue();
    }

    @Test
    void refusesABundleWhoseSignedPreKeyIsNotGenuine() {
        PreKeyBundle good = bob.bundle(1);
        byte[] forged = good.signedPreKeySignature().clone();
        forged[5] ^= 1;
        PreKeyBundle bad = new PreKeyBundle(
                good.registrationId(), good.identityKey(), 1, good.signedPreKey(), forged, 1, good.preKey());
        assertFails(
                SignalException.Reason.INVALID_SIGNATURE, () -> alice.cipher.initiate(alice.record, bad, alice.self));
        assertThat(alice.record.isEmpty()).isTrue();
    }

    @Test
    void readsADuplicateOnlyOnce() {
        established();
        Ciphertext message = alice.encrypt(text("once"));
        bob.decrypt(message);
        assertFails(SignalException.Reason.DUPLICATE, () -> bob.decrypt(message));
        assertThat(bob.decrypt(alice.encrypt(text("next")))).isEqualTo(text("next"));
    }

    @Test
    void leavesTheRecordAsItWasWhenAMessageIsForged() {
        established();
        Ciphertext message = alice.encrypt(text("genuine"));
        byte[] before = bob.record.serialize();
        for (int i = 0; i < message.bytes().length; i++) {
            byte[] forged = message.bytes().clone();
            forged[i] ^= 4;
            assertThatThrownBy(() -> bob.cipher.decrypt(bob.record, bob.self, forged))
                    .isInstanceOf(SignalException.class);
            assertThat(bob.record.serialize()).isEqualTo(before);
        }
        assertThat(bob.decrypt(message)).isEqualTo(text("genuine"));
    }

    @Test
    void refusesAJumpOverTooManyMessages() {
        established();
        for (int i = 0; i <= SignalLimits.MAX_JUMP; i++) {
            alice.cipher.encrypt(alice.record, alice.self, text("skipped"));
        }
        Ciphertext far = alice.encrypt(text("far"));
        assertFails(SignalException.Reason.FUTURE_MESSAGE, () -> bob.decrypt(far));
    }

    @Test
    void keepsABoundedNumberOfSkippedKeys() {
        established();
        List<Ciphertext> sent = new ArrayList<>();
        for (int i = 0; i < SignalLimits.MAX_SKIPPED + 10; i++) {
            sent.add(alice.cipher.encrypt(alice.record, alice.self, text("m" + i)));
        }
        bob.decrypt(sent.get(sent.size() - 1));
        assertThat(bob.decrypt(sent.get(sent.size() - 2))).isEqualTo(text("m" + (sent.size() - 2)));
        assertFails(SignalException.Reason.DUPLICATE, () -> bob.decrypt(sent.get(0)));
        assertThat(bob.record.serialize().length).isLessThan(SignalLimits.MAX_SKIPPED * 40);
    }

    @Test
    void agreesAfterBothStartedAtOnce() {
        alice.cipher.initiate(alice.record, bob.bundle(1), alice.self);
        bob.cipher.initiate(bob.record, alice.bundle(1), bob.self);
        Ciphertext fromAlice = alice.encrypt(text("a"));
        Ciphertext fromBob = bob.encrypt(text("b"));
        assertThat(bob.decrypt(fromAlice)).isEqualTo(text("a"));
        assertThat(alice.decrypt(fromBob)).isEqualTo(text("b"));
        for (int i = 0; i < 10; i++) {
            assertThat(bob.decrypt(alice.encrypt(text("x" + i)))).isEqualTo(text("x" + i));
            assertThat(alice.decrypt(bob.encrypt(text("y" + i)))).isEqualTo(text("y" + i));
        }
    }

    @Test
    void readsLateMessagesOfASessionThatWasReplaced() {
        established();
        Ciphertext late = alice.encrypt(text("late"));
        alice.record = new SessionRecord();
        alice.cipher.initiate(alice.record, bob.bundle(5), alice.self);
        assertThat(bob.decrypt(alice.encrypt(text("fresh")))).isEqualTo(text("fresh"));
        assertThat(bob.decrypt(late)).isEqualTo(text("late"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsEveryMessageOnceWhateverTheOrder(long seed) {
        established();
        Random order = new Random(seed);
        List<Ciphertext> toBob = new ArrayList<>();
        List<Ciphertext> toAlice = new ArrayList<>();
        int sent = 0;
        int read = 0;
        for (int round = 0; round < 300; round++) {
            switch (order.nextInt(4)) {
                case 0 -> {
                    toBob.add(alice.encrypt(text("m" + sent++)));
                }
                case 1 -> {
                    toAlice.add(bob.encrypt(text("m" + sent++)));
                }
                case 2 -> read += deliver(bob, toBob, order);
                default -> read += deliver(alice, toAlice, order);
            }
        }
        while (!toBob.isEmpty() || !toAlice.isEmpty()) {
            read += deliver(bob, toBob, order) + deliver(alice, toAlice, order);
        }
        assertThat(read).isEqualTo(sent);
    }

    /** Delivers one of the newest few: further back, the bounded number of old chains would drop some on purpose. */
    private static int deliver(SignalParty to, List<Ciphertext> queue, Random order) {
        if (queue.isEmpty()) {
            return 0;
        }
        Collections.swap(queue, 0, order.nextInt(Math.min(3, queue.size())));
        Ciphertext message = queue.remove(0);
        assertThat(new String(to.decrypt(message), UTF_8)).startsWith("m");
        assertFails(SignalException.Reason.DUPLICATE, () -> to.decrypt(message));
        return 1;
    }

    @Test
    void refusesRecordsThatAreCutOrChanged() {
        established();
        byte[] stored = bob.record.serialize();
        for (int length = 0; length < stored.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(stored, length);
            assertFails(SignalException.Reason.INVALID_SESSION, () -> SessionRecord.parse(cut));
        }
    }

    private void established() {
        alice.cipher.initiate(alice.record, bob.bundle(2), alice.self);
        bob.decrypt(alice.encrypt(text("hello")));
        alice.decrypt(bob.encrypt(text("hello yourself")));
    }
}
