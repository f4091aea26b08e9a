package org.camelwhatsapp.engine.contact;

import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Asking for the devices of many contacts: the question as bytes, and the answer from bytes to device lists. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UsyncBenchmark {
    /** How many contacts. */
    @Param("1000")
    private int contacts;

    private static Jid contact(int number) {
        return Jid.phone(Long.toString(15_550_000_000L + number));
    }

    private static Node iq(String type, Node... content) {
        return Node.builder("iq")
                .attr("type", type)
                .attr("xmlns", "usync")
                .attr("id", "1.1")
                .child(Node.of("usync", content))
                .build();
    }

    @Benchmark
    public Object ask() {
        Node.Builder list = Node.builder("list");
        for (int i = 0; i < contacts; i++) {
            list.child(Usync.user(contact(i)));
        }
        return NodeEncoder.encode(iq("get", Node.of("query", Node.of("devices")), list.build()));
    }

    @Benchmark
    public Object read(Answer answer) {
        List<List<Integer>> found = new ArrayList<>();
        Node usync = NodeDecoder.decode(answer.bytes(contacts)).requireChild("usync");
        usync.requireChild("list").children("user").forEach(user -> found.add(DeviceListParser.parse(user)));
        return found;
    }

    /** What the server says: a phone and two linked devices each. */
    @State(Scope.Benchmark)
    public static class Answer {
        private byte[] bytes = {};

        byte[] bytes(int contacts) {
            if (bytes.length == 0) {
                bytes = make(contacts);
            }
            return bytes;
        }

        private static byte[] make(int contacts) {
            Node.Builder list = Node.builder("list");
            for (int i = 0; i < contacts; i++) {
                Node.Builder devices = Node.builder("device-list");
                for (int id = 0; id <= 2; id++) {
                    devices.child(Node.builder("device")
                            .attr("id", id)
                            .attr("key-index", id)
                            .build());
                }
                list.child(Node.builder("user")
                        .attr("jid", contact(i))
                        .child(Node.of("devices", devices.build()))
                        .child(Node.builder("lid")
                                .attr("val", Jid.lid(Long.toString(100_000_000_000_000L + i)))
                                .build())
                        .build());
            }
            return NodeEncoder.encode(iq("result", list.build()));
        }
    }
}
