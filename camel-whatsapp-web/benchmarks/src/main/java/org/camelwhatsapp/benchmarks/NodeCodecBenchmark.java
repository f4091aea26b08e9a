package org.camelwhatsapp.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding and decoding of the two stanzas that are most of the traffic. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NodeCodecBenchmark {
    private static final int PARTICIPANTS = 100;

    private final Random random = new Random(1);
    private final Node directMessage = directMessage();
    private final Node groupMessage = groupMessage();
    private final byte[] directFrame = NodeEncoder.encode(directMessage);
    private final byte[] groupFrame = NodeEncoder.encode(groupMessage);

    private Node directMessage() {
        return message(new Jid("100000000000001", 0, Jid.LID_SERVER), "text")
                .child(participants(3))
                .child(Node.of("device-identity", bytes(180)))
                .build();
    }

    private Node groupMessage() {
        return message(Jid.group("120363000000000001"), "text")
                .attr("addressing_mode", "lid")
                .attr("phash", "2:abcdEFGH")
                .child(participants(PARTICIPANTS))
                .child(enc("skmsg", 220))
                .child(Node.of("device-identity", bytes(180)))
                .build();
    }

    private static Node.Builder message(Jid to, String type) {
        return Node.builder("message")
                .attr("to", to)
                .attr("id", "3EB0F00DCAFE01234567")
                .attr("type", type)
                .attr("t", 1_700_000_000L);
    }

    private Node participants(int count) {
        Node.Builder list = Node.builder("participants");
        for (int i = 0; i < count; i++) {
            Jid device = new Jid(Long.toString(100_000_000_000_000L + random.nextInt(1 << 30)), i % 5, Jid.LID_SERVER);
            list.child(Node.builder("to")
                    .attr("jid", device)
                    .child(enc(i % 2 == 0 ? "msg" : "pkmsg", 160))
                    .build());
        }
        return list.build();
    }

    private Node enc(String type, int length) {
        return Node.builder("enc")
                .attr("v", "2")
                .attr("type", type)
                .bytes(bytes(length))
                .build();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Benchmark
    public byte[] encodeDirectMessage() {
        return NodeEncoder.encode(directMessage);
    }

    @Benchmark
    public Node decodeDirectMessage() {
        return NodeDecoder.decode(directFrame);
    }

    @Benchmark
    public byte[] encodeGroupMessage() {
        return NodeEncoder.encode(groupMessage);
    }

    @Benchmark
    public Node decodeGroupMessage() {
        return NodeDecoder.decode(groupFrame);
    }
}
