package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.cbc;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.concat;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.hkdf;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.messageSeed;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.nextChainKey;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.structure;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.typed;

import java.util.Arrays;
import javax.crypto.Cipher;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.testing.SlowCurve;
import org.junit.jupiter.api.Test;

/** Sender keys against the formulas of docs/protocol.md, "Sender keys", calculated a second time. */
class GroupKnownAnswerTest {
    private final SeededRandom random = new SeededRandom(5);
    private final byte[] signingPrivate = random.bytes(32);
    private final byte[] firstChainKey = random.bytes(32);

    private byte[] message(int keyId, int iteration, byte[] plaintext) {
        byte[] chainKey = firstChainKey;
        for (int i = 0; i < iteration; i++) {
            chainKey = nextChainKey(chainKey);
        }
        byte[] keys = hkdf(messageSeed(chainKey), new byte[32], "WhisperGroup", 48);
        byte[] ciphertext =
                cbc(Cipher.ENCRYPT_MODE, Arrays.copyOfRange(keys, 16, 48), Arrays.copyOf(keys, 16), plaintext);
        byte[] signed = structure(1, keyId, 2, iteration, 3, ciphertext);
        return concat(signed, SlowCurve.sign(signingPrivate, signed, random.bytes(64)));
    }

    private byte[] distribution(int keyId) {
        return structure(1, keyId, 2, 0, 3, firstChainKey, 4, typed(SlowCurve.publicKey(signingPrivate)));
    }

    @Test
    void readsWhatTheFormulasGive() {
        GroupCipher cipher = new GroupCipher(Curve25519.fastest(), random);
        SenderKeyRecord record = new SenderKeyRecord();
        cipher.process(record, distribution(0xFEDCBA98));
        for (int iteration : new int[] {0, 1, 5, 3, 2, 4, 40}) {
            byte[] plaintext = ("message " + iteration).getBytes(UTF_8);
            assertThat(cipher.decrypt(record, message(0xFEDCBA98, iteration, plaintext)))
                    .isEqualTo(plaintext);
            record = SenderKeyRecord.parse(record.serialize());
        }
    }

    @Test
    void writesByteForByteWhatTheFormulasGive() {
        GroupCipher cipher = new GroupCipher(Curve25519.fastest(), new SeededRandom(8));
        SeededRandom same = new SeededRandom(8);
        SenderKeyRecord record = new SenderKeyRecord();
        SenderKeyDistribution distribution = cipher.create(record);
        int keyId = same.nextInt(Integer.MAX_VALUE);
        byte[] chainKey = same.bytes(32);
        byte[] signing = same.bytes(32);
        assertThat(distribution.bytes())
                .isEqualTo(structure(1, keyId, 2, 0, 3, chainKey, 4, typed(SlowCurve.publicKey(signing))));
        for (int iteration = 0; iteration < 4; iteration++) {
            byte[] plaintext = ("message " + iteration).getBytes(UTF_8);
            byte[] keys = hkdf(messageSeed(chainKey), new byte[32], "WhisperGroup", 48);
            byte[] ciphertext =
                    cbc(Cipher.ENCRYPT_MODE, Arrays.copyOfRange(keys, 16, 48), Arrays.copyOf(keys, 16), plaintext);
            byte[] signed = structure(1, keyId, 2, iteration, 3, ciphertext);
            assertThat(cipher.encrypt(record, plaintext))
                    .isEqualTo(concat(signed, SlowCurve.sign(signing, signed, same.bytes(64))));
            chainKey = nextChainKey(chainKey);
            assertThat(cipher.create(record).bytes())
                    .isEqualTo(
                            structure(1, keyId, 2, iteration + 1, 3, chainKey, 4, typed(SlowCurve.publicKey(signing))));
        }
    }
}
