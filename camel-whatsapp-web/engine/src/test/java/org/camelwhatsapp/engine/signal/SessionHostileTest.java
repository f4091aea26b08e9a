package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.concat;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.structure;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.typed;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.signal.SignalException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer, or a server in between, may try. */
class SessionHostileTest {
    private final SignalParty alice = new SignalParty(1);
    private final SignalParty bob = new SignalParty(2);

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SignalException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Ciphertext first(int oneTimeId) {
        alice.cipher.initiate(alice.record, bob.bundle(oneTimeId), alice.self);
        return alice.encrypt(text("hello"));
    }

    /** The header of a first message with one field changed. */
    private static byte[] reheaded(byte[] preKeyMessage, byte[] identity, int registrationId) {
        PreKeyMessage parsed = PreKeyMessage.parse(preKeyMessage);
        return new PreKeyMessage(
                        registrationId,
                        parsed.preKeyId(),
                        parsed.signedPreKeyId(),
                        parsed.baseKey(),
                        identity,
                        parsed.message())
                .serialize();
    }

    @Test
    void neverReportsAnIdentityThatTheSessionWasNotMadeWith() {
        bob.decrypt(first(3));
        byte[] stranger = new SignalParty(9).self.identityKey().publicKey();
        byte[] forged = reheaded(alice.encrypt(text("second")).bytes(), stranger, 5);
        byte[] before = bob.record.serialize();
        assertFails(Reason.INVALID_MESSAGE, () -> bob.decrypt(new Ciphertext(true, forged)));
        assertThat(bob.record.serialize()).isEqualTo(before);
    }

    @Test
    void readsNothingUnderAnotherIdentityAndKeepsTheOneTimeKey() {
        byte[] stranger = new SignalParty(9).self.identityKey().publicKey();
        Ciphertext genuine = first(3);
        byte[] forged = reheaded(genuine.bytes(), stranger, 5);
        assertFails(Reason.BAD_MAC, () -> bob.decrypt(new Ciphertext(true, forged)));
        assertThat(bob.record.isEmpty()).isTrue();
        assertThat(bob.decrypt(genuine)).isEqualTo(text("hello"));
    }

    @Test
    void leavesAnEmptyRecordEmptyWhateverBitIsFlipped() {
        byte[] message = first(3).bytes();
        byte[] empty = bob.record.serialize();
        int refused = 0;
        // The version byte of the header is covered by nothing, and its lower half has no meaning here.
        for (int i = 1; i < message.length; i++) {
            byte[] forged = message.clone();
            forged[i] ^= 1;
            SessionRecord record = new SessionRecord();
            try {
                bob.cipher.decryptPreKey(record, bob.self, bob, forged);
                // Only the registration id is not covered by anything: field 5, five bytes at most.
                assertThat(record.remoteRegistrationId()).isNotEqualTo(alice.self.registrationId());
            } catch (SignalException e) {
                refused++;
                assertThat(record.serialize()).isEqualTo(empty);
            }
        }
        assertThat(message.length - refused).isLessThanOrEqualTo(5);
    }

    @Test
    void continuesASessionByItsBaseKeyWithoutAnotherOneTimeKey() {
        assertThat(bob.cipher
                        .decryptPreKey(bob.record, bob.self, bob, first(3).bytes())
                        .usedPreKeyId())
                .isEqualTo(3);
        bob.oneTimeKeys.remove(3);
        byte[] second = alice.encrypt(text("second")).bytes();
        byte[] third = alice.encrypt(text("third")).bytes();
        PreKeyResult result = bob.cipher.decryptPreKey(bob.record, bob.self, bob, second);
        assertThat(result.plaintext()).isEqualTo(text("second"));
        assertThat(result.usedPreKeyId()).isEqualTo(-1);
        bob.record.archive();
        assertThat(bob.record.isEmpty()).isTrue();
        assertThat(bob.cipher.decryptPreKey(bob.record, bob.self, bob, third).plaintext())
                .isEqualTo(text("third"));
        assertThat(bob.record.isEmpty()).isFalse();
    }

    @Test
    void repeatedFirstMessagesAreDuplicates() {
        Ciphertext message = first(3);
        bob.decrypt(message);
        assertFails(Reason.DUPLICATE, () -> bob.decrypt(message));
    }

    @Test
    void namesTheKeyThatIsNotThere() {
        byte[] inner = PreKeyMessage.parse(first(3).bytes()).message();
        byte[] identity = alice.self.identityKey().publicKey();
        byte[] base = alice.record.baseKey();
        byte[] unknownOneTime = structure(1, 999, 2, typed(base), 3, typed(identity), 4, inner, 5, 1, 6, 1);
        byte[] unknownSigned = structure(1, 3, 2, typed(base), 3, typed(identity), 4, inner, 5, 1, 6, 77);
        assertFails(Reason.INVALID_KEY_ID, () -> bob.decrypt(new Ciphertext(true, unknownOneTime)));
        assertFails(Reason.INVALID_KEY_ID, () -> bob.decrypt(new Ciphertext(true, unknownSigned)));
    }

    @Test
    void refusesKeysOfLowOrderEverywhere() {
        byte[] inner = PreKeyMessage.parse(first(3).bytes()).message();
        byte[] identity = alice.self.identityKey().publicKey();
        byte[] low = new byte[32];
        byte[] badBase = structure(1, 3, 2, typed(low), 3, typed(identity), 4, inner, 5, 1, 6, 1);
        byte[] badIdentity = structure(1, 3, 2, typed(alice.record.baseKey()), 3, typed(low), 4, inner, 5, 1, 6, 1);
        assertFails(Reason.INVALID_KEY, () -> bob.decrypt(new Ciphertext(true, badBase)));
        assertFails(Reason.INVALID_KEY, () -> bob.decrypt(new Ciphertext(true, badIdentity)));
        bob.decrypt(alice.encrypt(text("x")));
        byte[] badRatchet = concat(structure(1, typed(low), 2, 0, 3, 0, 4, new byte[16]), new byte[8]);
        assertFails(Reason.INVALID_KEY, () -> bob.decrypt(new Ciphertext(false, badRatchet)));
    }

    @Test
    void refusesBundlesWithKeysOfTheWrongLength() {
        PreKeyBundle good = bob.bundle(1);
        PreKeyBundle shortSigned = new PreKeyBundle(
                1, good.identityKey(), 1, new byte[31], good.signedPreKeySignature(), 1, good.preKey());
        PreKeyBundle shortIdentity = new PreKeyBundle(
                1, new byte[31], 1, good.signedPreKey(), good.signedPreKeySignature(), 1, good.preKey());
        PreKeyBundle shortOneTime = new PreKeyBundle(
                1, good.identityKey(), 1, good.signedPreKey(), good.signedPreKeySignature(), 1, new byte[33]);
        assertFails(Reason.INVALID_KEY, () -> alice.cipher.initiate(alice.record, shortSigned, alice.self));
        assertFails(Reason.INVALID_SIGNATURE, () -> alice.cipher.initiate(alice.record, shortIdentity, alice.self));
        assertFails(Reason.INVALID_KEY, () -> alice.cipher.initiate(alice.record, shortOneTime, alice.self));
        assertThat(alice.record.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x13, 0x23, 0x43, 0xF3})
    void refusesOtherVersions(int version) {
        byte[] message = first(3).bytes();
        message[0] = (byte) version;
        assertFails(Reason.INVALID_MESSAGE, () -> bob.decrypt(new Ciphertext(true, message)));
    }

    @Test
    void refusesMessagesThatAreTooLargeToBeMeant() {
        bob.decrypt(first(3));
        byte[] huge = new byte[SignalLimits.MAX_MESSAGE_BYTES + 1];
        huge[0] = 0x33;
        assertFails(Reason.INVALID_MESSAGE, () -> bob.decrypt(new Ciphertext(false, huge)));
    }

    @Test
    void refusesStructuresThatAreNotWhole() {
        bob.decrypt(first(3));
        byte[] key = typed(alice.self.identityKey().publicKey());
        for (byte[] broken : new byte[][] {
            {},
            {0x33},
            Arrays.copyOf(structure(2, 0, 4, new byte[16]), 40),
            Arrays.copyOf(structure(1, key, 2, 0), 60),
            structure(1, new byte[32], 2, 0, 4, new byte[16]),
            structure(1, 7, 2, 0, 4, new byte[16]),
        }) {
            assertThatThrownBy(() -> bob.decrypt(new Ciphertext(false, broken))).isInstanceOf(SignalException.class);
            assertThatThrownBy(() -> bob.decrypt(new Ciphertext(true, broken))).isInstanceOf(SignalException.class);
        }
    }

    @Test
    void hasNothingToReadOrWriteWithWithoutASession() {
        Ciphertext message = first(3);
        assertFails(Reason.NO_SESSION, () -> bob.decrypt(new Ciphertext(false, message.bytes())));
        assertFails(Reason.NO_SESSION, () -> bob.encrypt(text("x")));
        assertFails(Reason.NO_SESSION, () -> bob.record.baseKey());
        assertFails(Reason.NO_SESSION, () -> bob.record.lease(64));
    }
}
