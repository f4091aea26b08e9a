package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;

class HostileFrameTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void everyTruncationIsRefused() {
        Node node = Node.builder("message")
                .attr("to", new Jid("15550001234", 3, Jid.PN_SERVER))
                .attr("from", Jid.group("120363000000000001"))
                .attr("participant", new Jid("5-77777", 1, Jid.INTEROP_SERVER))
                .attr("recipient", new Jid("77777", 1, Jid.MESSENGER_SERVER))
                .attr("id", "3EB0A1B")
                .attr("notify", "Zoë")
                .child(Node.of("reject", new byte[300]))
                .child(Node.of("enc", new byte[3]))
                .build();
        byte[] frame = NodeEncoder.encode(node);
        for (int length = 0; length < frame.length; length++) {
            refused(Arrays.copyOf(frame, length));
        }
        assertThat(NodeDecoder.decode(frame)).isEqualTo(node);
    }

    @Test
    void everyTruncationOfACompressedFrameIsRefused() {
        byte[] plain = NodeEncoder.encode(Node.of("iq", Node.of("enc", new byte[500])));
        byte[] frame = Bytes.compressed(Arrays.copyOfRange(plain, 1, plain.length), false);
        for (int length = 2; length < frame.length; length++) {
            refused(Arrays.copyOf(frame, length));
        }
    }

    @Test
    void bytesAfterTheNodeAreRefused() {
        refused(Bytes.of(0, 248, 1, 25, 0));
        byte[] frame = Bytes.compressed(Bytes.of(248, 1, 25), false);
        refused(Bytes.of(frame, 0));
        refused(Bytes.compressed(Bytes.of(248, 1, 25, 0), false));
    }

    @Test
    void nodesWithoutTagAreRefused() {
        refused(Bytes.of(0, 0));
        refused(Bytes.of(0, 248, 0));
        refused(Bytes.of(0, 248, 1, 0));
        refused(Bytes.of(0, 248, 1, 252, 0));
        refused(Bytes.of(0, 248, 1, 250, 0, 3));
        refused(Bytes.of(0, 25));
    }

    @Test
    void badPackedTextsAreRefused() {
        refused(Bytes.of(0, 248, 1, 255, 0x80)); // odd, but empty
        refused(Bytes.of(0, 248, 1, 255, 1, 0xC1)); // 12 is no character
        refused(Bytes.of(0, 248, 1, 255, 1, 0x1F)); // padding in a text of even length
    }

    @Test
    void badAddressesAreRefused() {
        refused(Bytes.of(0, 248, 3, 25, 6, 250, 0, 0)); // neither user nor server
        refused(Bytes.of(0, 248, 3, 25, 6, 250, 252, 3, "a@b", 3)); // two servers
        refused(Bytes.of(0, 248, 3, 25, 6, 250, 252, 4, "a:b@", 3));
        refused(Bytes.of(0, 248, 3, 25, 6, 250, 250, 0, 3, 3)); // an address as user
        refused(Bytes.of(0, 248, 3, 25, 6, 250, 252, 255, "1:" + "2".repeat(253), 3)); // longer than any address
    }

    @Test
    void manyClaimedChildrenCostNothing() {
        long bytes = allocatedBy(() -> refused(Bytes.of(0, 248, 2, 25, 249, 255, 255, 1, 2, 3)));
        assertThat(bytes).isLessThan(64 << 10);
    }

    @Test
    void manyClaimedAttributesCostNothing() {
        assertThat(allocatedBy(() -> refused(Bytes.of(0, 249, 255, 255, 25, 1, 2))))
                .isLessThan(64 << 10);
    }

    @Test
    void claimedLengthsCostNothing() {
        assertThat(allocatedBy(() -> refused(Bytes.of(0, 248, 2, 25, 254, 255, 255, 255, 255, 1))))
                .isLessThan(64 << 10);
        assertThat(allocatedBy(() -> refused(Bytes.of(0, 248, 2, 25, 254, 127, 255, 255, 255, 1))))
                .isLessThan(64 << 10);
        refused(Bytes.of(0, 248, 2, 25, 253, 15, 255, 255, 1));
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(NodeDecoder.decode(nested(32))).isNotNull();
        refused(nested(33));
        refused(nested(100_000));
    }

    private static byte[] nested(int depth) {
        byte[] frame = new byte[1 + 5 * (depth - 1) + 3];
        for (int i = 0; i < depth - 1; i++) {
            System.arraycopy(Bytes.of(248, 2, 25, 248, 1), 0, frame, 1 + 5 * i, 5);
        }
        System.arraycopy(Bytes.of(248, 1, 25), 0, frame, frame.length - 3, 3);
        return frame;
    }

    @Test
    void tooManyNodesAreRefused() {
        DecoderLimits limits = new DecoderLimits(1000, 100, 5, 3);
        byte[] three = NodeEncoder.encode(Node.of("iq", Node.of("to"), Node.of("to")));
        byte[] four = NodeEncoder.encode(Node.of("iq", Node.of("to"), Node.of("to"), Node.of("to")));
        assertThat(NodeDecoder.decode(three, limits)).isNotNull();
        assertThatThrownBy(() -> NodeDecoder.decode(four, limits)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void aZipBombIsRefusedAtItsRatio() {
        byte[] bomb = Bytes.compressed(new byte[64 << 20], false);
        assertThat(bomb.length).isLessThan(80_000);
        // Growing by doubling to the 16 MiB limit allocates at most four times the limit in all.
        assertThat(allocatedBy(() -> refused(bomb))).isLessThan(4L * (16 << 20));
        byte[] small = Bytes.compressed(new byte[1 << 20], false);
        assertThat(allocatedBy(() -> refused(small))).isLessThan(4L * 256 * small.length);
    }

    @Test
    void theInflatedSizeMayBeExactlyTheLimit() {
        byte[] plain = NodeEncoder.encode(Node.of("iq", new byte[70_000]));
        byte[] bare = Arrays.copyOfRange(plain, 1, plain.length);
        byte[] frame = Bytes.compressed(bare, false);
        DecoderLimits exact = new DecoderLimits(bare.length, 2000, 5, 3);
        DecoderLimits less = new DecoderLimits(bare.length - 1, 2000, 5, 3);
        assertThat(NodeDecoder.decode(frame, exact)).isNotNull();
        assertThatThrownBy(() -> NodeDecoder.decode(frame, less)).isInstanceOf(MalformedNodeException.class);
    }

    private static void refused(byte[] frame) {
        assertThatThrownBy(() -> NodeDecoder.decode(frame)).isInstanceOf(MalformedNodeException.class);
    }

    private static long allocatedBy(Runnable task) {
        task.run(); // Once before measuring, so that class loading does not count.
        long before = THREADS.getCurrentThreadAllocatedBytes();
        task.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
