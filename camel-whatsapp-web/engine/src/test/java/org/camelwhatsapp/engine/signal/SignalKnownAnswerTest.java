package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product and the reference peer get the same random bytes, and so have to make the same messages. */
class SignalKnownAnswerTest {
    private static final int SEED = 99;

    private final SignalParty own = new SignalParty(1);
    private final SignalParty other = new SignalParty(2);

    /** Starts the sequence of random bytes anew for one engine party. */
    private static SessionCipher cipher(SignalParty party) {
        return new SessionCipher(party.curve, new SeededRandom(SEED));
    }

    private static ReferencePeer reference(SignalParty party) {
        SeededRandom random = new SeededRandom(SEED);
        return new ReferencePeer(party.self.identityKey().privateKey(), () -> random.bytes(32));
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void firstMessagesAreByteForByteWhatTheFormulasGive(int oneTimeId) {
        PreKeyBundle bundle = other.bundle(oneTimeId);
        SessionCipher cipher = cipher(own);
        cipher.initiate(own.record, bundle, own.self);
        ReferencePeer reference = reference(own);
        byte[] base = reference.initiate(bundle);
        assertThat(own.record.baseKey()).isEqualTo(base);
        for (String text : List.of("", "one", "a second one that is longer than a block of the cipher")) {
            Ciphertext message = cipher.encrypt(own.record, own.self, text(text));
            assertThat(message.preKey()).isTrue();
            assertThat(message.bytes())
                    .isEqualTo(reference.encryptFirst(text(text), base, bundle, own.self.registrationId()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void readsAndAnswersFirstMessagesOfTheReference(int oneTimeId) {
        PreKeyBundle bundle = own.bundle(oneTimeId);
        KeyPair oneTime = own.oneTimeKeys.get(oneTimeId);
        ReferencePeer initiator = reference(other);
        byte[] base = initiator.initiate(bundle);
        byte[] first = initiator.encryptFirst(text("hello"), base, bundle, 0xF2345678);
        SessionCipher cipher = cipher(own);
        PreKeyResult result = cipher.decryptPreKey(own.record, own.self, own, first);
        assertThat(result.plaintext()).isEqualTo(text("hello"));
        assertThat(result.usedPreKeyId()).isEqualTo(oneTimeId);
        assertThat(result.remoteIdentityKey())
                .isEqualTo(other.self.identityKey().publicKey());
        assertThat(own.record.remoteRegistrationId()).isEqualTo(0xF2345678);

        ReferencePeer responder = reference(own);
        byte[] inner = responder.respond(
                own.signedPreKey.privateKey(), oneTime == null ? new byte[0] : oneTime.privateKey(), first);
        responder.decrypt(inner);
        for (String text : List.of("answer", "and another")) {
            assertThat(cipher.encrypt(own.record, own.self, text(text)).bytes())
                    .isEqualTo(responder.encrypt(text(text)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void talksWithTheReferenceWhileMessagesArriveLate(long seed) {
        Random order = new Random(seed);
        PreKeyBundle bundle = own.bundle(1);
        ReferencePeer reference = reference(other);
        byte[] base = reference.initiate(bundle);
        assertThat(own.decrypt(new Ciphertext(true, reference.encryptFirst(text("hello"), base, bundle, 7))))
                .isEqualTo(text("hello"));
        reference.decrypt(own.encrypt(text("hello yourself")).bytes());
        List<byte[]> lateForUs = new ArrayList<>();
        List<byte[]> lateForThem = new ArrayList<>();
        for (int turn = 0; turn < 12; turn++) {
            for (int i = 0; i <= order.nextInt(4); i++) {
                byte[] theirs = reference.encrypt(text("to us " + turn + "." + i));
                byte[] ours = own.encrypt(text("to them " + turn + "." + i)).bytes();
                if (order.nextInt(3) == 0) {
                    lateForUs.add(theirs);
                    lateForThem.add(ours);
                } else {
                    assertThat(own.decrypt(new Ciphertext(false, theirs))).isEqualTo(text("to us " + turn + "." + i));
                    assertThat(reference.decrypt(ours)).isEqualTo(text("to them " + turn + "." + i));
                }
            }
            if (turn % 4 == 3) {
                lateForUs.forEach(late -> assertThat(new String(own.decrypt(new Ciphertext(false, late)), UTF_8))
                        .startsWith("to us"));
                lateForThem.forEach(late ->
                        assertThat(new String(reference.decrypt(late), UTF_8)).startsWith("to them"));
                lateForUs.clear();
                lateForThem.clear();
            }
        }
    }

    @Test
    void saysHowLongThePreviousChainWas() {
        own.cipher.initiate(own.record, other.bundle(1), own.self);
        other.decrypt(own.encrypt(text("0")));
        own.decrypt(other.encrypt(text("0")));
        assertThat(previousCounter(own.encrypt(text("first of the second chain"))))
                .isZero();
        Ciphertext last = own.encrypt(text("second"));
        for (int i = 0; i < 5; i++) {
            last = own.encrypt(text("more"));
        }
        other.decrypt(last);
        own.decrypt(other.encrypt(text("turn")));
        assertThat(previousCounter(own.encrypt(text("third chain")))).isEqualTo(6);
    }

    private static int previousCounter(Ciphertext message) {
        return ReferenceFormulas.number(ReferenceFormulas.fields(message.bytes(), 8), 3);
    }
}
