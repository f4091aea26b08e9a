package org.camelwhatsapp.engine.signal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.testing.SeededRandom;

/**
 * Whatever bytes arrive as a Signal structure or come back from the store: they are refused with a {@link
 * SignalException} and change nothing, or they are what a peer with the right keys wrote. The seeds are genuine, so that
 * a fuzzer starts from where it would take it longest to get.
 */
class SignalFuzzTest {
    static final String TEXT = "seed";

    @FuzzTest(maxDuration = "30s")
    void preKeyMessage(byte[] message) {
        SignalParty bob = new SignalParty(2);
        byte[] before = bob.record.serialize();
        try {
            PreKeyResult result = bob.cipher.decryptPreKey(bob.record, bob.self, bob, message);
            require(result.remoteIdentityKey().length == 32 && !bob.record.isEmpty());
        } catch (SignalException e) {
            require(Arrays.equals(before, bob.record.serialize()));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void signalMessage(byte[] message) {
        SignalParty bob = established();
        byte[] before = bob.record.serialize();
        try {
            require(new String(bob.cipher.decrypt(bob.record, bob.self, message), StandardCharsets.UTF_8).equals(TEXT));
        } catch (SignalException e) {
            require(Arrays.equals(before, bob.record.serialize()));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void senderKeyMessage(byte[] message) {
        SenderKeyRecord record = new SenderKeyRecord();
        groups().process(record, groups().create(new SenderKeyRecord()).bytes());
        byte[] before = record.serialize();
        try {
            require(new String(groups().decrypt(record, message), StandardCharsets.UTF_8).equals(TEXT));
        } catch (SignalException e) {
            require(Arrays.equals(before, record.serialize()));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void senderKeyDistribution(byte[] distribution) {
        SenderKeyRecord record = new SenderKeyRecord();
        try {
            groups().process(record, distribution);
            require(!record.isEmpty()
                    && SenderKeyRecord.parse(record.serialize()).states.size() == 1);
        } catch (SignalException e) {
            require(record.isEmpty());
        }
    }

    @FuzzTest(maxDuration = "30s")
    void storedSession(byte[] stored) {
        try {
            require(SessionRecord.parse(stored).serialize().length == stored.length);
        } catch (SignalException e) {
            require(e.reason() == SignalException.Reason.INVALID_SESSION);
        }
    }

    @FuzzTest(maxDuration = "30s")
    void storedSenderKey(byte[] stored) {
        try {
            require(SenderKeyRecord.parse(stored).serialize().length == stored.length);
        } catch (SignalException e) {
            require(e.reason() == SignalException.Reason.INVALID_SESSION);
        }
    }

    static GroupCipher groups() {
        return new GroupCipher(Curve25519.fastest(), new SeededRandom(6));
    }

    /** Bob after one message of Alice, always with the same keys. */
    static SignalParty established() {
        SignalParty alice = new SignalParty(1);
        SignalParty bob = new SignalParty(2);
        alice.cipher.initiate(alice.record, bob.bundle(3), alice.self);
        bob.decrypt(alice.encrypt(TEXT.getBytes(StandardCharsets.UTF_8)));
        return bob;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("an invariant of SignalFuzzTest is broken");
        }
    }
}
