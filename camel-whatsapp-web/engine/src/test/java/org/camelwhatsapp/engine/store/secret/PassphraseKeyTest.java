package org.camelwhatsapp.engine.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a passphrase becomes a key. What is expected was computed with other implementations: it is kept on disk. */
class PassphraseKeyTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String WRAPPED = "101112131415161718191a1b"
            + "0fea58af68f07075a035cb8a1a0c0e7997324e94a61fcff251cbd573f97827b1"
            + "e2febcaf95808e95cce758245843028a";

    /** Gives 0, 1, 2 and so on. */
    private static final class Counting implements RandomSource {
        private byte next;

        @Override
        public void nextBytes(byte[] target) {
            for (int i = 0; i < target.length; i++) {
                target[i] = next++;
            }
        }

        @Override
        public int nextInt(int bound) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double nextDouble() {
            throw new UnsupportedOperationException();
        }
    }

    private final Counting random = new Counting();

    private static byte[] dataKey() {
        byte[] key = new byte[PassphraseKey.KEY_BYTES];
        Arrays.fill(key, (byte) 0x55);
        return key;
    }

    @ParameterizedTest
    @CsvSource({
        "correct horse, 1, 16cc047ece80c1e8d7fd4db550709be91f18e308466a6cb6cb0f7a58c76f10e2",
        "correct horse, 3, abbc8b765e65b3ace694cae676bf2f3cbae0762da5b350aa7f909e93af2d7a84",
        // Two and three bytes for a letter: the passphrase counts as UTF-8.
        "pässword 漢, 1, b99ed21fa207b6f49623de5bbea7419c7f698c973875827a3e532498d1db030c",
        "pässword 漢, 3, ce39c4ed74e9bd21c0720b6209254cf9ab1f4307c4291bda1dba8fe3cc091ebd"
    })
    void theHeaderHasTheKnownVerifier(String passphrase, int iterations, String verifier) {
        StoreHeader header =
                PassphraseKey.create(passphrase, iterations, random).header();
        assertThat(header.kdf()).isEqualTo("pbkdf2-hmac-sha256");
        assertThat(header.iterations()).isEqualTo(iterations);
        assertThat(HEX.formatHex(header.salt())).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(HEX.formatHex(header.verifier())).isEqualTo(verifier);
    }

    @Test
    void aWrappedKeyIsNonceAndCiphertextBoundToItsId() {
        WrappedKey wrapped = PassphraseKey.create("correct horse", 3, random).wrap(7, dataKey(), random);
        assertThat(wrapped.id()).isEqualTo(7);
        assertThat(HEX.formatHex(wrapped.wrapped())).isEqualTo(WRAPPED);
    }

    @Test
    void opensAWrappingThatIsKnown() {
        PassphraseKey key = PassphraseKey.create("correct horse", 3, random);
        PassphraseKey opened = PassphraseKey.open("correct horse", key.header());
        assertThat(opened.unwrap(new WrappedKey(7, HEX.parseHex(WRAPPED)))).isEqualTo(dataKey());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 59, 61, 120})
    void aWrappingOfAnotherLengthIsDamage(int length) {
        PassphraseKey key = PassphraseKey.create("correct horse", 3, random);
        byte[] other = Arrays.copyOf(HEX.parseHex(WRAPPED), length);
        assertThatThrownBy(() -> key.unwrap(new WrappedKey(7, other)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
                .hasMessage("a data key of the store is damaged");
    }

    @Test
    void theSaltIsPartOfTheKey() {
        StoreHeader header = PassphraseKey.create("correct horse", 3, random).header();
        byte[] other = header.salt().clone();
        other[15] ^= 1;
        StoreHeader changed = new StoreHeader(header.kdf(), header.iterations(), other, header.verifier());
        assertThatThrownBy(() -> PassphraseKey.open("correct horse", changed))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_PASSPHRASE));
    }

    /** A header is not believed: it must not make a start take hours. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 20_000_001})
    void iterationsOutOfRangeAreDamage(int iterations) {
        StoreHeader header = PassphraseKey.create("correct horse", 3, random).header();
        StoreHeader changed = new StoreHeader(header.kdf(), iterations, header.salt(), header.verifier());
        assertThatThrownBy(() -> PassphraseKey.open("correct horse", changed))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
                .hasMessage("the header of the store is damaged");
    }

    @Test
    void aFailureNamesNeitherPassphraseNorSalt() {
        StoreHeader header = PassphraseKey.create("correct horse", 3, random).header();
        assertThatThrownBy(() -> PassphraseKey.open("battery staple", header))
                .hasMessage("the passphrase does not open this store")
                .hasNoCause();
        assertThat(header).hasToString("StoreHeader[kdf=pbkdf2-hmac-sha256, iterations=3]");
    }

    @Test
    void aDataKeyThatIsKnownIsNotReplacedByAnother() {
        KeyRing ring = KeyRing.create("correct horse", 3, random);
        byte[] first = ring.dataKey(1).clone();
        ring.adopt(List.of(new WrappedKey(1, new byte[60])));
        assertThat(ring.dataKey(1)).isEqualTo(first);
    }

    @Test
    void adoptsAllKeysOrNone() {
        KeyRing ring = KeyRing.create("correct horse", 3, random);
        WrappedKey sound = ring.newDataKey(random);
        WrappedKey damaged = new WrappedKey(3, new byte[60]);
        assertThatThrownBy(() -> ring.adopt(List.of(sound, damaged))).isInstanceOf(StoreException.class);
        assertThat(ring.activeId()).isEqualTo(1);
        assertThatThrownBy(() -> ring.dataKey(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("data key 2 is not in this ring");
    }

    @Test
    void theHighestKeyIsInUseInWhateverOrderTheyAreStored() {
        RandomSource sound = new SecureRandomSource();
        KeyRing ring = KeyRing.create("correct horse", 3, sound);
        ring.adopt(List.of(ring.newDataKey(sound)));
        ring.adopt(List.of(ring.newDataKey(sound)));
        Protection kept = ring.protection(sound);
        KeyRing opened = KeyRing.open(
                kept.header(),
                List.of(kept.keys().get(2), kept.keys().get(0), kept.keys().get(1)),
                "correct horse");
        assertThat(opened.activeId()).isEqualTo(3);
        assertThat(opened.newDataKey(sound).id()).isEqualTo(4);
    }

    @Test
    void aKnownKeyIsNotLookedUp() {
        KeyRing ring = KeyRing.create("correct horse", 3, random);
        ring.refreshFrom(() -> {
            throw new AssertionError("looked up");
        });
        assertThat(ring.knows(1)).isTrue();
    }

    /** HMAC-SHA256 under the bytes 0 to 31, its first eight bytes. */
    @ParameterizedTest
    @CsvSource({"hello, 53c40272a70c15ca", "'', d38b42096d80f45f", "漢, eb3014be478176df"})
    void wordsHaveTheirKnownNumbers(String word, String number) {
        WordHashes hashes = new WordHashes(random.bytes(WordHashes.KEY_BYTES));
        assertThat(HEX.toHexDigits(hashes.hash(word))).isEqualTo(number);
    }

    @Test
    void theKeyOfWordsIsCopied() {
        byte[] key = random.bytes(WordHashes.KEY_BYTES);
        WordHashes hashes = new WordHashes(key);
        Arrays.fill(key, (byte) 0);
        assertThat(HEX.toHexDigits(hashes.hash("hello"))).isEqualTo("53c40272a70c15ca");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void aKeyOfWordsHasOneLength(int length) {
        assertThatThrownBy(() -> new WordHashes(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key for words has 32 bytes");
    }
}
