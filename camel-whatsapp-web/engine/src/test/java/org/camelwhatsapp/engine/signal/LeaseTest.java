package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One stored record covers a block of sends: after a crash the sender goes on behind it. */
class LeaseTest {
    private final SignalParty alice = new SignalParty(1);
    private final SignalParty bob = new SignalParty(2);

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private void established() {
        alice.cipher.initiate(alice.record, bob.bundle(2), alice.self);
        bob.decrypt(alice.encrypt(text("hello")));
        alice.decrypt(bob.encrypt(text("hello yourself")));
    }

    private static int counter(byte[] message) {
        return ReferenceFormulas.number(ReferenceFormulas.fields(message, 8), 2);
    }

    private byte[] send(SessionRecord record) {
        return alice.cipher.encrypt(record, alice.self, text("x")).bytes();
    }

    @Test
    void goesOnBehindTheBlockAfterACrash() {
        established();
        byte[] stored = alice.record.lease(64);
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            assertThat(alice.record.leased()).isEqualTo(64 - i);
            byte[] message = send(alice.record);
            used.add(counter(message));
            if (i % 9 == 0) {
                bob.decrypt(new Ciphertext(false, message));
            }
        }
        assertThat(alice.record.leased()).isZero();
        SessionRecord recovered = SessionRecord.parse(stored);
        assertThat(recovered.leased()).isZero();
        byte[] next = send(recovered);
        assertThat(used).doesNotContain(counter(next)).hasSize(64);
        assertThat(bob.decrypt(new Ciphertext(false, next))).isEqualTo(text("x"));
    }

    @Test
    void burnsTheRestOfTheBlockWhenTheCrashComesEarly() {
        established();
        byte[] stored = alice.record.lease(64);
        int before = counter(send(alice.record));
        byte[] next = send(SessionRecord.parse(stored));
        assertThat(counter(next)).isEqualTo(before + 64);
        assertThat(bob.decrypt(new Ciphertext(false, next))).isEqualTo(text("x"));
    }

    @Test
    void changesNothingInMemory() {
        established();
        byte[] before = alice.record.serialize();
        alice.record.lease(10);
        assertThat(alice.record.serialize()).isEqualTo(before);
    }

    @Test
    void isTheRecordAsItWillBe() {
        established();
        byte[] ahead = alice.record.lease(5);
        for (int i = 0; i < 5; i++) {
            send(alice.record);
        }
        assertThat(alice.record.serialize()).isEqualTo(ahead);
    }

    @Test
    void endsWithEverythingThatIsNotASend() {
        established();
        Ciphertext answer = bob.encrypt(text("answer"));
        alice.record.lease(64);
        alice.cipher.decrypt(alice.record, alice.self, answer.bytes());
        assertThat(alice.record.leased()).isZero();
        alice.record.lease(64);
        alice.record.serialize();
        assertThat(alice.record.leased()).isZero();
        alice.record.lease(64);
        alice.cipher.initiate(alice.record, bob.bundle(4), alice.self);
        assertThat(alice.record.leased()).isZero();
        alice.record.lease(64);
        alice.record.archive();
        assertThat(alice.record.leased()).isZero();
    }

    @Test
    void aForgedMessageDoesNotEndIt() {
        established();
        byte[] forged = bob.encrypt(text("answer")).bytes();
        forged[forged.length - 1] ^= 1;
        alice.record.lease(64);
        assertThatThrownBy(() -> alice.cipher.decrypt(alice.record, alice.self, forged))
                .isInstanceOf(SignalException.class);
        assertThat(alice.record.leased()).isEqualTo(64);
    }

    @Test
    void coversGroupsAsWell() {
        GroupCipher cipher = new GroupCipher(alice.curve, alice.random);
        SenderKeyRecord own = new SenderKeyRecord();
        SenderKeyRecord others = new SenderKeyRecord();
        cipher.process(others, cipher.create(own).bytes());
        byte[] stored = own.lease(64);
        byte[] last = {};
        for (int i = 0; i < 64; i++) {
            last = cipher.encrypt(own, text("m" + i));
        }
        assertThat(own.leased()).isZero();
        assertThat(own.serialize()).isEqualTo(stored);
        assertThat(cipher.decrypt(others, last)).isEqualTo(text("m63"));
        SenderKeyRecord recovered = SenderKeyRecord.parse(stored);
        assertThat(cipher.create(recovered).iteration()).isEqualTo(64);
        assertThat(cipher.decrypt(others, cipher.encrypt(recovered, text("after"))))
                .isEqualTo(text("after"));
        own.lease(64);
        cipher.rotate(own);
        assertThat(own.leased()).isZero();
        assertThatThrownBy(() -> others.lease(64)).isInstanceOf(SignalException.class);
    }

    @Test
    void refusesBlocksThatPeersWouldNotFollow() {
        established();
        assertThatThrownBy(() -> alice.record.lease(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.record.lease(1_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
