package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every independent client has to be able to do, with the simulator and with our engine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class NodeClientTests {
    @TempDir
    private Path directory;

    private final String driver;
    private Simulator simulator;
    private Phone alicePhone;
    private Phone bobPhone;
    private NodeClient bob;

    NodeClientTests(String driver) {
        this.driver = driver;
    }

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        alicePhone = simulator.addAccount("15550001001", "Alice");
        bobPhone = simulator.addAccount("15550001002", "Bob");
        bob = NodeClient.start(driver, simulator).paired(bobPhone);
    }

    @AfterEach
    void stop() {
        if (bob != null) {
            bob.close();
        }
        simulator.close();
    }

    @Test
    void talksWithAPhone() {
        String id = bob.sendText(alicePhone.phoneJid(), "to the phone");
        ReceivedMessage atAlice = alicePhone.awaitText("to the phone", NodeClient.PATIENCE);
        assertThat(atAlice.id()).isEqualTo(id);
        assertThat(atAlice.sender().isSameUser(bobPhone.lid())
                        || atAlice.sender().isSameUser(bobPhone.phoneJid()))
                .isTrue();
        assertThat(bobPhone.awaitText("to the phone", NodeClient.PATIENCE).fromSelf())
                .isTrue();
        alicePhone.sendText(bobPhone.phoneJid(), "from the phone");
        JsonObject atBob = bob.awaitText("from the phone");
        assertThat(atBob.getBoolean("fromMe")).isFalse();
        assertThat(atBob.getString("from"))
                .containsAnyOf(alicePhone.lid().user(), alicePhone.phoneJid().user());
    }

    @Test
    void showsWhatTheOwnPhoneSent() {
        bobPhone.sendText(alicePhone.phoneJid(), "by my phone");
        JsonObject message = bob.awaitText("by my phone");
        assertThat(message.getBoolean("fromMe")).isTrue();
    }
}
