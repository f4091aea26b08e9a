package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Group;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the simulator keeps is bounded, and what is full drops the oldest. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SimulatorBoundsTest {
    private static final int MOST = 50_000;

    private static Account account() {
        return new Account(
                Jid.phone("15550001001"),
                Jid.lid("100000000000001"),
                Curve25519.fastest().generateKeyPair(new SecureRandomSource()),
                "A");
    }

    private static Device device() {
        PublishedKeys keys =
                new PublishedKeys(new byte[4], new byte[32], new byte[][] {new byte[3], new byte[32], new byte[64]});
        return new Device(account(), 1, new byte[32], keys, new byte[0]);
    }

    private static Node message(int number) {
        return Node.builder("message").attr("id", "m" + number).build();
    }

    @Test
    void aBoundedMapForgetsTheOldest() {
        Map<String, Integer> map = new Bounded<>(2);
        map.put("a", 1);
        map.computeIfAbsent("b", key -> 2);
        map.computeIfAbsent("c", key -> 3);
        assertThat(map).containsOnlyKeys("b", "c");
    }

    @Test
    void aDeviceThatIsAwayKeepsTheLastFiftyThousandStanzas() {
        Device device = device();
        for (int i = 0; i < MOST + 10; i++) {
            device.deliver(message(i));
        }
        List<Node> waiting = device.attach(stanza -> {});
        assertThat(waiting).hasSize(MOST);
        assertThat(waiting.get(0).attr("id")).isEqualTo("m10");
        // Each costs the same, however many wait.
        for (int i = MOST + 9; i >= 10; i--) {
            device.acknowledge("message", "m" + i);
        }
        assertThat(device.attach(stanza -> {})).isEmpty();
    }

    @Test
    void oneAcknowledgementIsForWhatEveryMemberSaidOfAMessage() {
        Device device = device();
        for (String member : List.of("1@lid", "2@lid")) {
            device.deliver(Node.builder("receipt")
                    .attr("id", "m1")
                    .attr("participant", Jid.parse(member))
                    .build());
        }
        device.deliver(message(1));
        device.deliver(Node.builder("receipt").attr("id", "m2").build());
        assertThat(device.attach(stanza -> {})).hasSize(4);
        device.acknowledge("receipt", "m1");
        assertThat(device.attach(stanza -> {})).extracting(Node::tag).containsExactly("message", "receipt");
    }

    @Test
    void aStanzaThatComesAgainWaitsOnce() {
        Device device = device();
        device.deliver(message(1));
        device.deliver(message(2));
        device.deliver(message(1));
        assertThat(device.attach(stanza -> {}))
                .extracting(node -> node.attr("id"))
                .containsExactly("m2", "m1");
    }

    @Test
    void aPhoneThatIsAwayKeepsTheLastFiftyThousandStanzas() {
        try (Simulator simulator = Simulator.start()) {
            Phone away = simulator.addAccount("15550001001", "A");
            away.goOffline();
            Account account = simulator.world().directory().require(away.phoneJid());
            simulator.call(() -> {
                for (int i = 0; i < MOST + 10; i++) {
                    simulator
                            .world()
                            .router()
                            .toPhone(
                                    account,
                                    Node.builder("notification")
                                            .attr("id", "n" + i)
                                            .build());
                }
                return true;
            });
            List<String> seen = new ArrayList<>();
            away.goOnline();
            assertThat(away.awaitStanza(node -> seen.add(node.attr("id", "")) && seen.size() == 1_000, Duration.ZERO)
                            .attr("id"))
                    .isEqualTo("n" + (MOST + 9));
        }
    }

    @Test
    void whoWaitedInVainIsForgotten() {
        try (Simulator simulator = Simulator.start()) {
            Phone phone = simulator.addAccount("15550001001", "A");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> phone.awaitText("never", Duration.ofMillis(1)))
                        .isInstanceOf(AssertionError.class);
            }
            assertThat(phone.waiting()).isZero();
        }
    }

    @Test
    void everyCodeOfAGroupBeforeTheLastIsRevoked() {
        Group group = new Group(Jid.group("120363000000000001"), account(), "G", 0);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            codes.add(group.inviteCode());
            group.resetInviteCode();
        }
        assertThat(codes).doesNotHaveDuplicates().allMatch(group::isRevokedCode);
        assertThat(group.isRevokedCode(group.inviteCode())).isFalse();
        assertThat(group.isRevokedCode(group.inviteCode() + "x")).isFalse();
        assertThat(group.isRevokedCode("I1x0")).isFalse();
    }

    @Test
    void aSimulatorThatCannotStartLeavesNothingBehind() {
        try (Simulator first = Simulator.start()) {
            SimulatorOptions defaults = SimulatorOptions.defaults();
            SimulatorOptions taken = new SimulatorOptions(
                    first.webSocketUri().getPort(), defaults.time(), defaults.random(), defaults.tls());
            long threads = eventLoops();
            assertThatThrownBy(() -> Simulator.start(taken))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(java.net.BindException.class);
            org.awaitility.Awaitility.await()
                    .atMost(TestClient.PATIENCE)
                    .untilAsserted(() -> assertThat(eventLoops()).isLessThanOrEqualTo(threads));
        }
    }

    private static long eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
                .count();
    }
}
