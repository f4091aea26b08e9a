package org.camelwhatsapp.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameSplitterTest {
    private final List<byte[]> frames = new ArrayList<>();

    @Test
    void findsSeveralFramesInOnePiece() {
        new FrameSplitter(100).accept(new byte[] {0, 0, 1, 9, 0, 0, 2, 7, 8}, frames::add);
        assertThat(frames).containsExactly(new byte[] {9}, new byte[] {7, 8});
    }

    @Test
    void findsAFrameWhoseLengthItselfIsSplit() {
        FrameSplitter splitter = new FrameSplitter(100);
        splitter.accept(new byte[] {0}, frames::add);
        splitter.accept(new byte[] {0}, frames::add);
        splitter.accept(new byte[] {2, 7}, frames::add);
        assertThat(frames).isEmpty();
        splitter.accept(new byte[] {8, 0, 0, 1, 5, 0}, frames::add);
        assertThat(frames).containsExactly(new byte[] {7, 8}, new byte[] {5});
    }

    @Test
    void readsTheLengthAsBigEndian() {
        byte[] payload = new byte[0x010203];
        byte[] frame = FrameSplitter.frame(new byte[0], payload);
        assertThat(Arrays.copyOf(frame, 3)).containsExactly(1, 2, 3);
        new FrameSplitter(FrameFormat.MAX_PAYLOAD_BYTES).accept(frame, frames::add);
        assertThat(frames.get(0)).hasSize(0x010203);
    }

    @Property(tries = 200)
    void findsTheSameFramesHoweverTheBytesAreCut(
            @ForAll @Size(max = 12) List<@Size(min = 1, max = 300) byte[]> payloads,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 400) Integer> cuts) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        payloads.forEach(payload -> stream.writeBytes(FrameSplitter.frame(new byte[0], payload)));
        byte[] bytes = stream.toByteArray();
        FrameSplitter splitter = new FrameSplitter(300);
        List<byte[]> found = new ArrayList<>();
        int offset = 0;
        for (int i = 0; offset < bytes.length; i++) {
            int end = Math.min(bytes.length, offset + cuts.get(i % cuts.size()));
            splitter.accept(Arrays.copyOfRange(bytes, offset, end), found::add);
            offset = end;
        }
        assertThat(found).usingElementComparator(Arrays::compare).isEqualTo(payloads);
        assertThat(splitter.gatheredBytes()).isZero();
    }

    @Test
    void refusesAFrameBeyondTheLimitAsSoonAsItIsAnnounced() {
        FrameSplitter splitter = new FrameSplitter(100);
        assertThatThrownBy(() -> splitter.accept(new byte[] {0, 0, 101}, frames::add))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void refusesAnEmptyFrame() {
        assertThatThrownBy(() -> new FrameSplitter(100).accept(new byte[] {0, 0, 0}, frames::add))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void acceptsMoreOnceAllowed() {
        FrameSplitter splitter = new FrameSplitter(1);
        splitter.accept(new byte[] {0, 0, 1, 1}, frames::add);
        splitter.allow(2);
        splitter.accept(new byte[] {0, 0, 2, 1, 1}, frames::add);
        assertThat(frames).hasSize(2);
    }

    @Test
    void setsMemoryAsideForWhatHasComeAndNotForWhatIsAnnounced() {
        FrameSplitter splitter = new FrameSplitter(FrameFormat.MAX_PAYLOAD_BYTES);
        byte[] header = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        long before = allocated();
        for (int i = 0; i < 100; i++) {
            new FrameSplitter(FrameFormat.MAX_PAYLOAD_BYTES).accept(header, frames::add);
        }
        assertThat(allocated() - before).isLessThan(100 * 8_192);
        splitter.accept(header, frames::add);
        assertThat(splitter.gatheredBytes()).isEqualTo(3);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void refusesToWriteAFrameThatNoLengthFits() {
        assertThatThrownBy(() -> FrameFormat.putLength(new byte[3], 0, 1 << 24)).isInstanceOf(FrameException.class);
    }

    @Test
    void putsTheHeaderInFrontOfTheFirstFrame() {
        assertThat(FrameFormat.frame(FrameFormat.intro(null), new byte[] {5}))
                .containsExactly('W', 'A', 6, 3, 0, 0, 1, 5);
    }

    @Test
    void putsTheRoutingBytesInFrontOfTheHeader() {
        assertThat(FrameFormat.intro(new byte[] {11, 12}))
                .containsExactly('E', 'D', 0, 1, 0, 0, 2, 11, 12, 'W', 'A', 6, 3);
    }
}
