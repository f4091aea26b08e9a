package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameInflaterTest {
    private static final DecoderLimits LIMITS = new DecoderLimits(1 << 20, 50, 10, 10);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1000, 65_535, 65_536})
    void whatWasDeflatedComesBack(int length) {
        byte[] zeros = new byte[length];
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        for (byte[] content : new byte[][] {zeros, noise}) {
            assertThat(FrameInflater.inflate(Bytes.compressed(content, false), 1, LIMITS))
                    .isEqualTo(content);
            assertThat(FrameInflater.inflate(Bytes.compressed(content, true), 1, LIMITS))
                    .isEqualTo(content);
        }
    }

    @Test
    void sixtyFourKibibytesAreAllowedWhateverTheRatio() {
        byte[] frame = Bytes.compressed(new byte[64 << 10], false);
        assertThat(frame.length * 50).isLessThan(64 << 10);
        assertThat(FrameInflater.inflate(frame, 1, LIMITS)).hasSize(64 << 10);
        refused(Bytes.compressed(new byte[(64 << 10) + 1], false));
    }

    @Test
    void beyondThatTheRatioCounts() {
        byte[] half = new byte[200_000];
        new Random(1).nextBytes(half);
        byte[] mixed = Arrays.copyOf(half, 400_000);
        assertThat(FrameInflater.inflate(Bytes.compressed(mixed, false), 1, LIMITS))
                .isEqualTo(mixed);
        refused(Bytes.compressed(new byte[900_000], false));
    }

    @Test
    void theAbsoluteLimitCountsWhateverTheRatio() {
        byte[] noise = new byte[(1 << 20) + 1];
        new Random(1).nextBytes(noise);
        refused(Bytes.compressed(noise, false));
    }

    @Test
    void aStreamThatNeedsADictionaryIsRefused() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("hello".getBytes());
        deflater.setInput("hello hello".getBytes());
        deflater.finish();
        byte[] buffer = new byte[100];
        int length = deflater.deflate(buffer);
        deflater.end();
        refused(Bytes.of(2, Arrays.copyOf(buffer, length)));
    }

    @Test
    void aWrongCheckSumIsRefused() {
        byte[] frame = Bytes.compressed("some text".getBytes(), false);
        frame[frame.length - 1] ^= 1;
        refused(frame);
    }

    @Test
    void noiseIsRefused() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[1 + random.nextInt(100)];
            random.nextBytes(noise);
            try {
                assertThat(FrameInflater.inflate(Bytes.of(2, noise), 1, LIMITS).length)
                        .isLessThanOrEqualTo(64 << 10);
            } catch (MalformedNodeException expected) {
                assertThat(expected.code()).isEqualTo("malformed-stanza");
            }
        }
    }

    @Test
    void limitsBelowOneAreRefused() {
        assertThatThrownBy(() -> new DecoderLimits(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DecoderLimits(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DecoderLimits(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DecoderLimits(1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(byte[] frame) {
        assertThatThrownBy(() -> FrameInflater.inflate(frame, 1, LIMITS)).isInstanceOf(MalformedNodeException.class);
    }
}
