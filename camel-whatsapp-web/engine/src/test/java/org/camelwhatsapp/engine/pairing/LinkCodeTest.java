package org.camelwhatsapp.engine.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.proto.DeviceProps;
import org.junit.jupiter.api.Test;

class LinkCodeTest {
    @Test
    void wrapsAKeyAsTheFormulaSays() throws Exception {
        byte[] key = new SeededRandom(1).bytes(32);
        byte[] wrapped = LinkCode.wrap("ABCD2345", key, new SeededRandom(2));
        SeededRandom same = new SeededRandom(2);
        byte[] salt = same.bytes(32);
        byte[] counter = same.bytes(16);
        byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec("ABCD2345".toCharArray(), salt, 2 << 16, 256))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derived, "AES"), new IvParameterSpec(counter));
        assertThat(wrapped).isEqualTo(TestPhone.concat(salt, counter, cipher.doFinal(key)));
        assertThat(LinkCode.unwrap("ABCD2345", wrapped)).isEqualTo(key);
        assertThat(LinkCode.unwrap("ABCD2346", wrapped)).isNotEqualTo(key);
    }

    @Test
    void unwrapsEightyBytesOnly() {
        assertThatThrownBy(() -> LinkCode.unwrap("ABCD2345", new byte[79])).isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> LinkCode.unwrap("ABCD2345", new byte[81])).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void drawsFromTheWholeAlphabetAndNothingElse() {
        SeededRandom random = new SeededRandom(3);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String code = LinkCode.generate(random);
            assertThat(LinkCode.normalize(code)).isEqualTo(code);
            code.chars().forEach(seen::add);
        }
        assertThat(seen).hasSize(32);
    }

    @Test
    void takesTheFormThatPeopleSee() {
        assertThat(LinkCode.normalize("abcd-2345")).isEqualTo("ABCD2345");
    }

    @Test
    void namesEveryPlatformAsQrTextsDo() {
        assertThat(CompanionPlatform.idOf(DeviceProps.PlatformType.CHROME)).isEqualTo("1");
        assertThat(CompanionPlatform.idOf(DeviceProps.PlatformType.EDGE)).isEqualTo("2");
        assertThat(CompanionPlatform.idOf(DeviceProps.PlatformType.FIREFOX)).isEqualTo("3");
        assertThat(CompanionPlatform.idOf(DeviceProps.PlatformType.SAFARI)).isEqualTo("6");
        assertThat(CompanionPlatform.idOf(DeviceProps.PlatformType.DESKTOP)).isEqualTo("7");
        assertThat(Arrays.stream(DeviceProps.PlatformType.values()).map(CompanionPlatform::idOf))
                .allMatch(id -> id.matches("[1-9ce]"));
    }
}
