package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;

/** What a stanza costs in bytes allocated, which is the same on every machine. */
class CodecCostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 2000;

    private static Node groupMessage(int participants) {
        Node.Builder list = Node.builder("participants");
        for (int i = 0; i < participants; i++) {
            list.child(Node.builder("to")
                    .attr("jid", new Jid(Long.toString(100_000_000_000_000L + i), i % 5, Jid.LID_SERVER))
                    .child(Node.builder("enc")
                            .attr("v", "2")
                            .attr("type", "msg")
                            .bytes(new byte[160])
                            .build())
                    .build());
        }
        return Node.builder("message")
                .attr("to", Jid.group("120363000000000001"))
                .attr("id", "3EB0F00DCAFE")
                .child(list.build())
                .build();
    }

    @Test
    void encodingAllocatesTheFrameAndNothingElse() {
        Node node = groupMessage(100);
        int frame = NodeEncoder.encode(node).length;
        long each = average(() -> NodeEncoder.encode(node));
        assertThat(each).isBetween((long) frame, frame + 128L);
    }

    @Test
    void decodingAllocatesInProportionToTheFrame() {
        byte[] frame = NodeEncoder.encode(groupMessage(100));
        long each = average(() -> NodeDecoder.decode(frame));
        // 18 KB of ciphertext, and for each of the 100 participants two nodes and an address.
        assertThat(each).isLessThan(4L * frame.length);
    }

    private static long average(Runnable task) {
        for (int i = 0; i < ROUNDS; i++) {
            task.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            task.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }

    @Test
    void threadsDoNotShareABuffer() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Node node = groupMessage(10 + thread);
                results.add(pool.submit(() -> {
                    boolean same = true;
                    for (int i = 0; i < 500; i++) {
                        same &= NodeDecoder.decode(NodeEncoder.encode(node)).equals(node);
                    }
                    return same;
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get(120, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
