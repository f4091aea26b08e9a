package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;

class GroupCipherTest {
    private final GroupCipher cipher = new GroupCipher(Curve25519.fastest(), new SeededRandom(9));
    private final SenderKeyRecord own = new SenderKeyRecord();
    private final SenderKeyRecord others = new SenderKeyRecord();

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void readsMessagesInAnyOrderAndOnce() {
        cipher.process(others, cipher.create(own).bytes());
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            messages.add(cipher.encrypt(own, text("m" + i)));
        }
        Collections.shuffle(messages, new Random(4));
        SenderKeyRecord record = others;
        for (byte[] message : messages) {
            record = SenderKeyRecord.parse(record.serialize());
            assertThat(new String(cipher.decrypt(record, message), UTF_8)).startsWith("m");
            SenderKeyRecord after = record;
            assertThatThrownBy(() -> cipher.decrypt(after, message))
                    .isInstanceOfSatisfying(
                            SignalException.class,
                            e -> assertThat(e.reason()).isEqualTo(SignalException.Reason.DUPLICATE));
        }
    }

    @Test
    void letsAMemberWhoCameLaterReadFromThenOn() {
        cipher.create(own);
        byte[] before = cipher.encrypt(own, text("before"));
        cipher.process(others, cipher.create(own).bytes());
        assertThat(cipher.decrypt(others, cipher.encrypt(own, text("after")))).isEqualTo(text("after"));
        assertThatThrownBy(() -> cipher.decrypt(others, before)).isInstanceOf(SignalException.class);
    }

    @Test
    void doesNotWindAKnownKeyBack() {
        byte[] distribution = cipher.create(own).bytes();
        cipher.process(others, distribution);
        byte[] first = cipher.encrypt(own, text("first"));
        cipher.decrypt(others, first);
        cipher.process(others, distribution);
        assertThatThrownBy(() -> cipher.decrypt(others, first)).isInstanceOf(SignalException.class);
    }

    @Test
    void refusesWhatTheSenderDidNotSign() {
        cipher.process(others, cipher.create(own).bytes());
        byte[] message = cipher.encrypt(own, text("signed"));
        byte[] before = others.serialize();
        for (int i = 0; i < message.length; i++) {
            byte[] forged = message.clone();
            forged[i] ^= 2;
            assertThatThrownBy(() -> cipher.decrypt(others, forged)).isInstanceOf(SignalException.class);
            assertThat(others.serialize()).isEqualTo(before);
        }
    }

    @Test
    void readsOlderKeysAfterARotation() {
        cipher.process(others, cipher.create(own).bytes());
        byte[] old = cipher.encrypt(own, text("old"));
        cipher.rotate(own);
        cipher.process(others, cipher.create(own).bytes());
        assertThat(cipher.decrypt(others, cipher.encrypt(own, text("new")))).isEqualTo(text("new"));
        assertThat(cipher.decrypt(others, old)).isEqualTo(text("old"));
    }

    @Test
    void saysWhenTheKeyIsNotThere() {
        cipher.create(own);
        byte[] message = cipher.encrypt(own, text("x"));
        assertThatThrownBy(() -> cipher.decrypt(others, message))
                .isInstanceOfSatisfying(
                        SignalException.class,
                        e -> assertThat(e.reason()).isEqualTo(SignalException.Reason.NO_SESSION));
        assertThatThrownBy(() -> cipher.encrypt(others, text("x"))).isInstanceOf(SignalException.class);
    }
}
