package org.camelwhatsapp.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameCipherTest {
    private static final byte[] KEY = key();

    private static byte[] key() {
        byte[] key = new byte[32];
        Arrays.setAll(new Byte[32], i -> key[i] = (byte) (3 * i + 1));
        return key;
    }

    @Test
    void countsInTheLastFourBytesOfTheNonce() {
        FrameCipher cipher = new FrameCipher(KEY, 0x01020304);
        byte[] expected =
                IndependentServer.gcm(Cipher.ENCRYPT_MODE, KEY, 0x01020304, new byte[] {9, 8, 7}, new byte[0]);
        assertThat(cipher.encrypt(new byte[] {9, 8, 7})).isEqualTo(expected);
        assertThat(cipher.encrypt(new byte[] {9, 8, 7}))
                .isEqualTo(
                        IndependentServer.gcm(Cipher.ENCRYPT_MODE, KEY, 0x01020305, new byte[] {9, 8, 7}, new byte[0]));
    }

    @Property(tries = 100)
    void opensWhatTheOtherSideSealedInOrder(@ForAll @Size(max = 20) List<byte[]> frames) {
        FrameCipher writer = new FrameCipher(KEY);
        FrameCipher reader = new FrameCipher(KEY);
        List<byte[]> read = new ArrayList<>();
        for (byte[] frame : frames) {
            read.add(reader.decrypt(writer.encrypt(frame)));
        }
        assertThat(read).usingElementComparator(Arrays::compare).isEqualTo(frames);
    }

    @Test
    void encryptsIntoTheMiddleOfAnArrayAndReadsFromThere() {
        byte[] target = new byte[3 + 4 + FrameCipher.OVERHEAD_BYTES + 2];
        Arrays.fill(target, (byte) 0x55);
        new FrameCipher(KEY).encrypt(new byte[] {1, 2, 3, 4}, target, 3);
        assertThat(target).startsWith(0x55, 0x55, 0x55).endsWith(0x55, 0x55);
        assertThat(new FrameCipher(KEY).decrypt(target, 3, 4 + FrameCipher.OVERHEAD_BYTES))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void refusesARepeatedFrame() {
        byte[] frame = new FrameCipher(KEY).encrypt(new byte[5]);
        FrameCipher reader = new FrameCipher(KEY);
        reader.decrypt(frame);
        assertThatThrownBy(() -> reader.decrypt(frame)).isInstanceOf(NoiseException.class);
    }

    @Test
    void refusesAFrameWithAnyByteChanged() {
        byte[] frame = new FrameCipher(KEY).encrypt(new byte[5]);
        for (int i = 0; i < frame.length; i++) {
            byte[] changed = frame.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> new FrameCipher(KEY).decrypt(changed)).isInstanceOf(NoiseException.class);
        }
    }

    @Test
    void refusesAFrameShorterThanItsTag() {
        assertThatThrownBy(() -> new FrameCipher(KEY).decrypt(new byte[15])).isInstanceOf(NoiseException.class);
        assertThatThrownBy(() -> new FrameCipher(KEY).decrypt(new byte[0])).isInstanceOf(NoiseException.class);
    }

    @Test
    void refusesAKeyThatHasBeenUsedUp() {
        FrameCipher cipher = new FrameCipher(KEY, 0xFFFF_FFFFL);
        cipher.encrypt(new byte[1]);
        assertThatThrownBy(() -> cipher.encrypt(new byte[1]))
                .isInstanceOf(NoiseException.class)
                .hasMessageContaining("used up");
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        assertThatThrownBy(() -> new FrameCipher(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }
}
