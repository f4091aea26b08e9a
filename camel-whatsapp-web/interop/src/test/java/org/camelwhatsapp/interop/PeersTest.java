package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Independent clients among themselves: what they can do together proves the simulator, not our engine. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class PeersTest {
    private static final byte[] FILE = new byte[100_001];

    static {
        Arrays.fill(FILE, (byte) 7);
    }

    @ParameterizedTest
    @CsvSource({
        "baileys-driver.mjs, baileys-driver.mjs",
        "zapo-driver.mjs, zapo-driver.mjs",
        "baileys-driver.mjs, zapo-driver.mjs"
    })
    void talk(String first, String second) {
        try (Simulator simulator = Simulator.start();
                NodeClient alice = NodeClient.start(first, simulator);
                NodeClient bob = NodeClient.start(second, simulator)) {
            Phone alicePhone = simulator.addAccount("15550001001", "Alice");
            Phone bobPhone = simulator.addAccount("15550001002", "Bob");
            alice.paired(alicePhone);
            bob.paired(bobPhone);
            Jid toBob = bobPhone.lid();
            Jid toAlice = alicePhone.lid();
            for (int i = 0; i < 5; i++) {
                alice.sendText(toBob, "ping " + i);
                bob.awaitText("ping " + i);
                bob.sendText(toAlice, "pong " + i);
                alice.awaitText("pong " + i);
            }
            String picture =
                    alice.compose(toBob, "image", "base64", Base64.getEncoder().encodeToString(FILE), "caption", "c");
            bob.await("message", event -> picture.equals(event.getString("id")));
            String got = bob.call("download", "target", picture).getString("base64");
            assertThat(Base64.getDecoder().decode(got)).isEqualTo(FILE);
            bob.call("read", "target", picture);
            alice.await(
                    "receipt",
                    event -> picture.equals(event.getString("id")) && "read".equals(event.getString("type")));
            Jid group = Jid.parse(
                    alice.call("createGroup", "subject", "Peers", "members", new JsonArray().add(toBob.toString()))
                            .getString("group"));
            alice.sendText(group, "to the group");
            assertThat(bob.awaitText("to the group").getString("chat")).isEqualTo(group.toString());
            bob.sendText(group, "back to the group");
            alice.awaitText("back to the group");
        }
    }
}
