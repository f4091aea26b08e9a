package org.camelwhatsapp.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published vectors: RFC 5869, RFC 4231, RFC 7914, FIPS 180, NIST SP 800-38A and the GCM submission. */
class SymmetricVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private static final String SP800_KEY = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
    private static final String SP800_PLAIN = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    private static byte[] hex(String hex) {
        return HEX.parseHex(hex);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 5869, appendix A.1 to A.3. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,000102030405060708090a0b0c,f0f1f2f3f4f5f6f7f8f9,"
                + "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
                + "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f,"
                + "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
                + "909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf,"
                + "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
                + "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff,"
                + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,'','',"
                + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    })
    void derivesAsInRfc5869(String inputKey, String salt, String info, String output) {
        int length = output.length() / 2;
        assertThat(Hkdf.derive(hex(inputKey), hex(salt), hex(info), length)).isEqualTo(hex(output));
    }

    @Test
    void derivesWithoutSaltAsWithZeros() {
        assertThat(Hkdf.derive(new byte[22], null, new byte[0], 42))
                .isEqualTo(Hkdf.derive(new byte[22], new byte[32], new byte[0], 42));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8161, Integer.MAX_VALUE})
    void refusesToDeriveMoreThanHkdfGives(int length) {
        assertThatThrownBy(() -> Hkdf.derive(new byte[32], null, new byte[0], length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivesAPrefixWhenLessIsAskedFor() {
        byte[] all = Hkdf.derive(new byte[32], null, ascii("x"), 8160);
        for (int length : new int[] {1, 31, 32, 33, 64, 80, 8159}) {
            assertThat(Hkdf.derive(new byte[32], null, ascii("x"), length)).isEqualTo(Arrays.copyOf(all, length));
        }
    }

    /** RFC 4231, test cases 1, 2 and 6. */
    @Test
    void authenticatesAsInRfc4231() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(Hmac.sha256(key, ascii("Hi There")))
                .isEqualTo(hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
        assertThat(Hmac.sha256(ascii("Jefe"), ascii("what do ya "), ascii("want for nothing?")))
                .isEqualTo(hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);
        assertThat(Hmac.sha256(longKey, ascii("Test Using Larger Than Block-Size Key - Hash Key First")))
                .isEqualTo(hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    }

    @Test
    void stretchesPasswords() {
        assertThat(Pbkdf2.sha256("password".toCharArray(), ascii("salt"), 1, 32))
                .isEqualTo(hex("120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"));
        assertThat(Pbkdf2.sha256("password".toCharArray(), ascii("salt"), 4096, 32))
                .isEqualTo(hex("c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"));
    }

    @Test
    void digestsAsInFips180() {
        byte[][] parts = {ascii("a"), ascii("bc")};
        assertThat(Hashes.sha256(parts))
                .isEqualTo(hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(Hashes.sha1(parts)).isEqualTo(hex("a9993e364706816aba3e25717850c26c9cd0d89d"));
        assertThat(HEX.formatHex(Hashes.sha512(parts))).startsWith("ddaf35a193617abacc417349ae204131");
        assertThat(Hashes.md5(ascii("abc"))).isEqualTo(hex("900150983cd24fb0d6963f7d28e17f72"));
        assertThat(Hashes.sha256()).isEqualTo(Hashes.sha256(new byte[0]));
    }

    /** GCM submission (McGrew, Viega), test cases 13, 14 and 16. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'','',"
                + "530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,"
                + "00000000000000000000000000000000,'',"
                + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,cafebabefacedbaddecaf888,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b39,feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
    })
    void sealsAsInTheGcmSubmission(String key, String nonce, String plain, String data, String sealed) {
        assertThat(AesGcm.open(hex(key), hex(nonce), hex(sealed), hex(data))).isEqualTo(hex(plain));
        byte[] other = hex(key);
        other[0] ^= 1;
        AesGcm.seal(other, hex(nonce), hex(plain), hex(data));
        assertThat(AesGcm.seal(hex(key), hex(nonce), hex(plain), hex(data))).isEqualTo(hex(sealed));
    }

    @Test
    void opensNothingThatWasChanged() {
        byte[] key = new byte[32];
        byte[] nonce = new byte[12];
        byte[] data = {1, 2, 3};
        byte[] sealed = AesGcm.seal(key, nonce, ascii("secret"), data);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> AesGcm.open(key, nonce, forged, data)).isInstanceOf(CryptoException.class);
        }
        assertThatThrownBy(() -> AesGcm.open(key, nonce, sealed, new byte[] {1, 2}))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> AesGcm.open(key, nonce, new byte[15], data)).isInstanceOf(CryptoException.class);
        assertThat(AesGcm.open(key, nonce, sealed, data)).isEqualTo(ascii("secret"));
    }

    @Test
    void refusesToUseANonceTwiceInARowAndWorksAfterwards() {
        byte[] key = hex(SP800_KEY);
        AesGcm.seal(key, new byte[12], ascii("one"), new byte[0]);
        assertThatThrownBy(() -> AesGcm.seal(key, new byte[12], ascii("two"), new byte[0]))
                .isInstanceOf(IllegalStateException.class);
        byte[] next = new byte[12];
        next[11] = 1;
        assertThat(AesGcm.seal(key, next, ascii("two"), new byte[0])).hasSize(3 + AesGcm.TAG_BYTES);
    }

    /** SP 800-38A, F.2.5; the padding block is ours. */
    @Test
    void chainsBlocksAsInSp80038a() {
        byte[] iv = hex("000102030405060708090a0b0c0d0e0f");
        byte[] sealed = AesCbc.encrypt(hex(SP800_KEY), iv, hex(SP800_PLAIN));
        assertThat(sealed).hasSize(80);
        assertThat(HEX.formatHex(sealed))
                .startsWith("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
                        + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b");
        assertThat(AesCbc.decrypt(hex(SP800_KEY), iv, sealed)).isEqualTo(hex(SP800_PLAIN));
    }

    @Test
    void refusesCiphertextsThatAreNoBlocksOrBadlyPadded() {
        byte[] key = hex(SP800_KEY);
        byte[] iv = new byte[16];
        byte[] sealed = AesCbc.encrypt(key, iv, ascii("some text"));
        assertThatThrownBy(() -> AesCbc.decrypt(key, iv, Arrays.copyOf(sealed, 15)))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> AesCbc.decrypt(key, iv, new byte[32])).isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> AesCbc.decrypt(key, iv, new byte[0])).isInstanceOf(CryptoException.class);
        assertThat(AesCbc.decrypt(key, iv, sealed)).isEqualTo(ascii("some text"));
    }

    /** SP 800-38A, F.5.5. */
    @Test
    void countsAsInSp80038a() {
        byte[] counter = hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        byte[] sealed = AesCtr.apply(hex(SP800_KEY), counter, hex(SP800_PLAIN));
        assertThat(sealed)
                .isEqualTo(hex("601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                        + "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6"));
        assertThat(AesCtr.apply(hex(SP800_KEY), counter, sealed)).isEqualTo(hex(SP800_PLAIN));
    }
}
