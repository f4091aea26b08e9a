package org.camelwhatsapp.engine.store.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

class RecordCipherTest {
    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final byte[] VALUE = "value".getBytes(UTF_8);

    private final RandomSource random = new SecureRandomSource();
    private final KeyRing ring = KeyRing.create("passphrase", 10, random);
    private final RecordCipher cipher = new RecordCipher(ring, random, "table", "session");

    @Test
    void opensWhatItSealed() {
        for (int length : new int[] {0, 1, 15, 16, 600, 100_000}) {
            byte[] value = random.bytes(length);
            byte[] sealed = cipher.seal(KEY, value);
            assertThat(sealed).hasSize(length + RecordCipher.OVERHEAD);
            assertThat(cipher.open(KEY, sealed)).isEqualTo(value);
        }
    }

    /** The layout is part of the schema: this test computes it without the class under test. */
    @Test
    void aSealedRecordHasTheDocumentedLayout() throws Exception {
        byte[] sealed = cipher.seal(KEY, VALUE);
        assertThat(HexFormat.of().formatHex(sealed, 0, 5)).isEqualTo("0100000001");

        byte[] info = HexFormat.of().parseHex("00000005" + "7461626c65" + "00000007" + "73657373696f6e");
        byte[] extracted = hmac(new byte[32], ring.dataKey(1));
        byte[] expandedFrom = java.util.Arrays.copyOf(info, info.length + 1);
        expandedFrom[info.length] = 1;
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(hmac(extracted, expandedFrom), "AES"),
                new GCMParameterSpec(128, sealed, 5, 12));
        gcm.updateAAD(sealed, 0, 5);
        gcm.updateAAD(KEY);
        assertThat(gcm.doFinal(sealed, 17, sealed.length - 17)).isEqualTo(VALUE);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    @Test
    void everyRecordHasItsOwnNonce() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            nonces.add(HexFormat.of().formatHex(cipher.seal(KEY, VALUE), 5, 17));
        }
        assertThat(nonces).hasSize(1_000);
    }

    @Test
    void anyChangedByteIsDetected() {
        byte[] sealed = cipher.seal(KEY, VALUE);
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertDamaged(cipher, KEY, changed);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertDamaged(cipher, KEY, java.util.Arrays.copyOf(sealed, length));
        }
    }

    @Test
    void aRecordOpensOnlyInItsPlace() {
        byte[] sealed = cipher.seal(KEY, VALUE);
        assertDamaged(cipher, "other".getBytes(UTF_8), sealed);
        assertDamaged(new RecordCipher(ring, random, "elsewhere", "session"), KEY, sealed);
        assertDamaged(new RecordCipher(ring, random, "table", "another"), KEY, sealed);
        assertDamaged(new RecordCipher(ring, random, "tables", "ession"), KEY, sealed);
        assertDamaged(
                new RecordCipher(KeyRing.create("passphrase", 10, random), random, "table", "session"), KEY, sealed);
    }

    private static void assertDamaged(RecordCipher cipher, byte[] key, byte[] sealed) {
        assertThatThrownBy(() -> cipher.open(key, sealed)).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
            assertThat(e.getMessage()).doesNotContain("key", "other", "value");
        });
    }

    @Test
    void aNewDataKeySealsAndTheOldOneStillOpens() {
        byte[] old = cipher.seal(KEY, VALUE);
        ring.adopt(List.of(ring.newDataKey(random)));
        byte[] fresh = cipher.seal(KEY, VALUE);
        assertThat(RecordCipher.keyId(old)).isEqualTo(1);
        assertThat(RecordCipher.keyId(fresh)).isEqualTo(2);
        assertThat(cipher.open(KEY, old)).isEqualTo(VALUE);
        assertThat(cipher.open(KEY, fresh)).isEqualTo(VALUE);
    }

    @Test
    void aDataKeyMadeElsewhereIsLookedUp() {
        Protection shared = ring.protection(random);
        KeyRing elsewhere = KeyRing.open(shared.header(), shared.keys(), "passphrase");
        WrappedKey made = elsewhere.newDataKey(random);
        elsewhere.adopt(List.of(made));
        byte[] sealed = new RecordCipher(elsewhere, random, "table", "session").seal(KEY, VALUE);

        assertDamaged(cipher, KEY, sealed);
        ring.refreshFrom(() -> List.of(made));
        assertThat(cipher.open(KEY, sealed)).isEqualTo(VALUE);
    }
}
