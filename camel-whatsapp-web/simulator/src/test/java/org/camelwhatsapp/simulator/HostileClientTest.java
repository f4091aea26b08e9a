package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.NoisePattern;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one client sends or leaves undone, it gets an answer or is sent away, and the others go on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileClientTest {
    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    private RawClient bob;
    private RawClient mallory;

    @BeforeEach
    void start() {
        bob = RawClient.loggedIn(simulator, bobPhone);
        mallory = RawClient.loggedIn(simulator, alicePhone);
    }

    @AfterEach
    void stop() {
        mallory.close();
        bob.close();
        simulator.close();
    }

    private void bobIsServed() {
        Node ping = Node.builder("iq")
                .attr("id", "after" + bob.received.size())
                .attr("type", "get")
                .attr("xmlns", "w:p")
                .attr("to", Jid.SERVER)
                .build();
        assertThat(bob.ask(ping).attr("type")).isEqualTo("result");
    }

    private static Node stanza(String tag, Node... children) {
        return Node.builder(tag).attr("id", "x1").children(List.of(children)).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "receipt", "call", "chatstate"})
    void aStanzaToNobodyEndsItsConnectionAlone(String tag) {
        mallory.send(stanza(tag));
        mallory.await(node -> node.is("stream:error") && node.child("xml-not-well-formed") != null);
        mallory.awaitClosed();
        bobIsServed();
    }

    @Test
    void aStanzaWithoutWhatItIsAboutEndsItsConnectionAlone() {
        mallory.send(Node.builder("chatstate").attr("to", bobPhone.lid()).build());
        mallory.await(node -> node.is("stream:error"));
        mallory.awaitClosed();
        bobIsServed();
    }

    @Test
    void bytesThatAreNoStanzaEndTheConnection() {
        byte[] bytes = new byte[200];
        new Random(3).nextBytes(bytes);
        bytes[0] = 0;
        mallory.sendFrame(bytes);
        mallory.await(node -> node.is("stream:error") && node.child("xml-not-well-formed") != null);
        mallory.awaitClosed();
        bobIsServed();
    }

    @Test
    void everyRequestGetsAnAnswerHoweverLittleIsInIt() {
        int id = 0;
        for (RequestHandlers.Known known : simulator.requests()) {
            for (Node child : new Node[] {
                Node.of(known.child().isEmpty() || known.child().equals("*") ? "list" : known.child()),
                Node.builder(known.child().isEmpty() || known.child().equals("*") ? "list" : known.child())
                        .attr("query_id", "23983697327930364")
                        .attr("jid", "no address")
                        .attr("id", "-1")
                        .attr("count", "-5")
                        .attr("type", "\u0000")
                        .bytes(new byte[] {1, 2, 3})
                        .build()
            }) {
                for (Jid to : new Jid[] {Jid.SERVER, Jid.group("1"), bobPhone.lid()}) {
                    Node answer = mallory.ask(Node.builder("iq")
                            .attr("id", "r" + ++id)
                            .attr("type", known.type())
                            .attr("xmlns", known.namespace())
                            .attr("to", to)
                            .child(child)
                            .build());
                    assertThat(answer.attr("type")).isIn("result", "error");
                    Node error = answer.child("error");
                    assertThat(error == null ? "" : error.attr("code", ""))
                            .as(known + " " + child)
                            .isNotEqualTo("500");
                }
            }
        }
        assertThat(id).isGreaterThan(200);
        assertThat(mallory.isClosed()).isFalse();
        bobIsServed();
    }

    @Test
    void aFrameBeforeTheHandshakeIsSmall() {
        try (RawClient stranger = RawClient.silent(simulator)) {
            byte[] announced = Arrays.copyOf(NoisePattern.prologue(), 7);
            announced[4] = 1;
            announced[6] = 1;
            stranger.sendBytes(announced);
            stranger.awaitClosed();
        }
        bobIsServed();
    }

    @Test
    void aClientThatReadsNothingIsSentAway() {
        mallory.stopReading();
        byte[] large = new byte[1 << 20];
        Node message = Node.builder("message")
                .attr("to", alicePhone.lid())
                .attr("type", "text")
                .child(Node.of(
                        "participants",
                        Node.builder("to")
                                .attr("jid", alicePhone.lid().withDevice(1))
                                .child(Node.builder("enc")
                                        .attr("type", "msg")
                                        .bytes(large)
                                        .build())
                                .build()))
                .build();
        Awaitility.await().atMost(TestClient.PATIENCE).until(() -> {
            for (int i = 0; i < 8; i++) {
                bob.send(message.toBuilder()
                        .attr("id", "m" + bob.received.size() + "." + i)
                        .build());
            }
            return simulator.onlineDevices() == 1;
        });
        bobIsServed();
    }

    @Test
    void theCompressedBytesOfAStanzaAreNotTrusted() {
        byte[] bomb = NodeEncoder.encode(stanza("message")).clone();
        bomb[0] = 2;
        mallory.sendFrame(bomb);
        mallory.awaitClosed();
        bobIsServed();
    }
}
