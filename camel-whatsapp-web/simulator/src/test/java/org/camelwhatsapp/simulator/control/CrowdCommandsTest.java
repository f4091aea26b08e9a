package org.camelwhatsapp.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.SimulatorExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many accounts at once: what a load test asks for. */
@ExtendWith(SimulatorExtension.class)
class CrowdCommandsTest {
    private Simulator simulator;

    @BeforeEach
    void start(Simulator given) {
        simulator = given;
    }

    private Object result(String name, Map<String, Object> fields) {
        ControlCommand command = ControlCommands.of(simulator).get(name);
        assertThat(command).isNotNull();
        return command.action().apply(new ControlRequest(simulator, command, new JsonObject(fields)));
    }

    @Test
    void everyPhoneOfACrowdWritesInTurn() {
        Phone alice = simulator.addAccount("15550001001", "Alice");
        assertThat((List<?>) result("addCrowd", Map.of("first", "15551000000", "count", 3)))
                .hasSize(3);
        result("burst", Map.of("first", "15551000000", "count", 3, "chat", "15550001001", "messages", 7));
        assertThat(alice.inbox()).hasSize(7);
        assertThat(alice.inbox().stream().map(message -> message.sender().toUser()))
                .containsExactlyInAnyOrderElementsOf(java.util.stream.IntStream.range(0, 7)
                        .mapToObj(i -> simulator.phone("1555100000" + i % 3).phoneJid())
                        .toList());
        assertThat(result("inboxSizes", Map.of("first", "15550001001", "count", 1)))
                .isEqualTo(7);
    }

    @Test
    void everyMemberReadsEveryGroupMessageOfABurst() {
        Phone alice = simulator.addAccount("15550001001", "Alice");
        result("addCrowd", Map.of("first", "15551000000", "count", 2));
        String group = alice.groups()
                .create(
                        "Crowd",
                        simulator.phone("15551000000").lid(),
                        simulator.phone("15551000001").lid())
                .toString();
        result("burst", Map.of("first", "15551000000", "count", 2, "chat", group, "messages", 6));
        assertThat(alice.inbox()).hasSize(6);
        assertThat(result("inboxSizes", Map.of("first", "15551000000", "count", 2)))
                .isEqualTo(6);
    }

    @Test
    void aDeafCrowdShowsNothing() {
        Phone alice = simulator.addAccount("15550001001", "Alice");
        result("addCrowd", Map.of("first", "15551000000", "count", 2, "deaf", true));
        alice.sendText(simulator.phone("15551000001").lid(), "hello");
        assertThat(result("inboxSizes", Map.of("first", "15551000000", "count", 2)))
                .isEqualTo(0);
    }

    @Test
    void aMessageIsForwardedAsItIs() {
        Phone alice = simulator.addAccount("15550001001", "Alice");
        Phone bob = simulator.addAccount("15550001002", "Bob");
        String id = alice.sendText(bob.lid(), "pass it on");
        result("forward", Map.of("phone", "15550001002", "messageId", id, "chat", "15550001001"));
        assertThat(alice.inbox().get(0).text()).isEqualTo("pass it on");
        assertThatThrownBy(() ->
                        result("forward", Map.of("phone", "15550001002", "messageId", "none", "chat", "15550001001")))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("no such message");
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertThatThrownBy(() -> result("addCrowd", Map.of("first", "15551000000", "count", 100_000)))
                .hasMessageContaining("count: from 1 to");
        assertThatThrownBy(() -> result("addCrowd", Map.of("first", "one", "count", 1)))
                .hasMessageContaining("first: expected a number");
        assertThatThrownBy(() -> result("inboxSizes", Map.of("first", "15551000000", "count", 1)))
                .hasMessageContaining("no account has the number");
    }
}
