package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.LoggedOut;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.simulator.server.Registrations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairingTest {
    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone phone;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        phone = simulator.addAccount("15550001001", "Alice");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void linksByQrAndIsReady() {
        try (TestClient client = new TestClient(simulator, directory, "main").paired(phone)) {
            Paired paired = client.awaitEvent(Paired.class, p -> true);
            assertThat(paired.jid()).isEqualTo(phone.phoneJid().withDevice(1));
            assertThat(paired.lid()).isEqualTo(phone.lid().withDevice(1));
            assertThat(simulator.onlineDevices()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Registrations.Flaw.class,
            names = {"WRONG_HMAC", "WRONG_ACCOUNT_SIGNATURE"})
    void refusesAPhoneThatIsNotGenuine(Registrations.Flaw flaw) {
        try (TestClient client = new TestClient(simulator, directory, "main")) {
            client.client.connect();
            phone.scan(client.awaitEvent(QrCodeIssued.class, code -> true).text(), flaw);
            assertThat(client.awaitEvent(PairingFailed.class, p -> true).code()).isEqualTo("pairing-rejected");
            client.awaitState(ConnectionState.FAILED);
            assertThat(client.client.account()).isNull();
        }
    }

    @Test
    void comesBackByItselfAfterARestartOfTheServer() {
        try (TestClient client = new TestClient(simulator, directory, "main").paired(phone)) {
            simulator.restart();
            client.awaitEvent(ConnectionChanged.class, e -> e.state() == ConnectionState.BACKING_OFF);
            client.ready();
        }
    }

    @Test
    void logsInAgainFromTheStore() {
        new TestClient(simulator, directory, "main").paired(phone).close();
        try (TestClient client = new TestClient(simulator, directory, "main")) {
            client.client.connect();
            client.ready();
            assertThat(client.events).noneMatch(QrCodeIssued.class::isInstance);
        }
    }

    @Test
    void endsWhenTheSameDeviceConnectsElsewhere() {
        try (TestClient first = new TestClient(simulator, directory, "main").paired(phone)) {
            Path copy = directory.resolve("copy");
            try (TestClient second = copyOf(first, copy)) {
                second.client.connect();
                first.awaitState(ConnectionState.REPLACED);
                second.ready();
            }
        }
    }

    private TestClient copyOf(TestClient original, Path copy) {
        try {
            java.nio.file.Files.createDirectories(copy);
            for (String suffix : new String[] {"", "-wal"}) {
                Path file = directory.resolve("main.db" + suffix);
                if (java.nio.file.Files.exists(file)) {
                    java.nio.file.Files.copy(file, copy.resolve("main.db" + suffix));
                }
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return new TestClient(simulator, copy, "main");
    }

    @Test
    void forgetsTheLinkWhenThePhoneRemovesIt() {
        try (TestClient client = new TestClient(simulator, directory, "main").paired(phone)) {
            phone.unlink(1);
            assertThat(client.awaitEvent(LoggedOut.class, e -> true).requested())
                    .isFalse();
            client.awaitState(ConnectionState.LOGGED_OUT);
            assertThat(client.client.account()).isNull();
        }
    }

    @Test
    void logsOutOnRequestAndCanBeLinkedAgain() {
        try (TestClient client = new TestClient(simulator, directory, "main").paired(phone)) {
            client.client.logout().toCompletableFuture().join();
            client.awaitState(ConnectionState.LOGGED_OUT);
            client.events.clear();
            client.paired(phone);
            assertThat(client.awaitEvent(Paired.class, p -> true).jid().device())
                    .isEqualTo(2);
        }
    }
}
