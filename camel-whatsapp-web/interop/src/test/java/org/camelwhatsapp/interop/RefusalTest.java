package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.server.Registrations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is not genuine is refused, by our engine and by the strict independent client alike: that both refuse the same shows
 * that the simulator's forgeries are forgeries. (Baileys 7.0.0-rc14 takes any signature; it would prove nothing.)
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RefusalTest {
    private static final String STRICT = "zapo-driver.mjs";

    @TempDir
    private Path directory;

    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");

    @AfterEach
    void stop() {
        simulator.close();
    }

    static Stream<String> wrongRoots() {
        return Stream.of("key", "serial");
    }

    private NoiseRoot wrong(String part) {
        NoiseRoot right = simulator.noiseRoot();
        byte[] key = right.publicKey();
        key[7] ^= 1;
        return part.equals("key")
                ? new NoiseRoot(key, right.serial())
                : new NoiseRoot(right.publicKey(), right.serial() + 1);
    }

    @ParameterizedTest
    @MethodSource("wrongRoots")
    void ourEngineRefusesAnotherRoot(String part) {
        try (TestClient alice = new TestClient(simulator, wrong(part), directory, "alice")) {
            alice.client.connect();
            ConnectionChanged refused = alice.awaitEvent(
                    ConnectionChanged.class,
                    e -> e.state() != ConnectionState.CONNECTING && e.previous() == ConnectionState.CONNECTING);
            assertThat(refused.reason()).contains("the intermediate certificate");
            assertThat(alice.events).noneMatch(QrCodeIssued.class::isInstance);
        }
    }

    @ParameterizedTest
    @MethodSource("wrongRoots")
    void theStrictClientRefusesAnotherRoot(String part) {
        try (NodeClient bob = NodeClient.launch(STRICT, simulator)) {
            assertThatThrownBy(() -> {
                        bob.connectOnce(simulator, wrong(part));
                        bob.await("closed", event -> true);
                        throw new AssertionError("the client refused by closing");
                    })
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the client refused: Error: max reconnect attempts reached");
            assertThat(bob.has("qr")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Registrations.Flaw.class,
            names = {"WRONG_HMAC", "WRONG_ACCOUNT_SIGNATURE"})
    void ourEngineRefusesAPhoneThatIsNotGenuine(Registrations.Flaw flaw) {
        try (TestClient alice = new TestClient(simulator, directory, "alice")) {
            alice.client.connect();
            alicePhone.scan(alice.awaitEvent(QrCodeIssued.class, code -> true).text(), flaw);
            assertThat(alice.awaitEvent(PairingFailed.class, e -> true).code()).isEqualTo("pairing-rejected");
            assertThat(alicePhone.linkedDevices()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Registrations.Flaw.class,
            names = {"WRONG_HMAC", "WRONG_ACCOUNT_SIGNATURE"})
    void theStrictClientRefusesAPhoneThatIsNotGenuine(Registrations.Flaw flaw) {
        try (NodeClient bob = NodeClient.start(STRICT, simulator)) {
            bobPhone.scan(bob.await("qr", event -> true).getString("text"), flaw);
            Awaitility.await()
                    .atMost(NodeClient.PATIENCE)
                    .until(() -> bobPhone.refusals() > 0 || bob.has("closed") || bob.has("error"));
            assertThat(bob.has("open")).isFalse();
            assertThat(bobPhone.linkedDevices()).isEmpty();
        }
    }

    /** Neither independent client looks at this signature, so there is nobody to compare with. */
    @Test
    void ourEngineRefusesAKeyWhoseSignatureIsWrong() {
        Phone carolPhone = simulator.addAccount("15550001003", "Carol");
        carolPhone.spoilSignedPreKey();
        try (TestClient alice = new TestClient(simulator, directory, "alice").paired(alicePhone)) {
            assertThatThrownBy(() -> alice.client
                            .sendText(carolPhone.phoneJid(), "to whom?")
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(SendFailedException.class);
            assertThat(carolPhone.inbox()).isEmpty();
        }
    }
}
