package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a gateway does not start: the line that is printed and the exit code, and that what was there is still there. */
class StartFailureTest {
    @TempDir
    private Path directory;

    private StartFailure failureOf(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                LinkedGateway.routes(),
                "WHATSAPP_DATA_DIR",
                data().toString()));
        environment.putAll(settings);
        Throwable thrown = catchThrowable(() -> {
            try (Simulator simulator = Simulator.start();
                    Gateway gateway = new Gateway(
                            GatewaySettings.of(environment).withService(LinkedGateway.service(simulator)))) {
                gateway.start();
            }
        });
        assertThat(thrown).isNotNull();
        return StartFailure.of(thrown);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void startOnce() {
        try (Simulator simulator = Simulator.start();
                Gateway gateway = new Gateway(GatewaySettings.of(Map.of(
                                "WHATSAPP_HTTP_PORT",
                                "0",
                                "WHATSAPP_ROUTES",
                                LinkedGateway.routes(),
                                "WHATSAPP_DATA_DIR",
                                data().toString()))
                        .withService(LinkedGateway.service(simulator)))) {
            gateway.start();
        }
    }

    private static void assertKnown(StartFailure failure, int exitCode, String code) {
        assertThat(failure.message()).endsWith("(" + code + ")").doesNotContain("\n");
        assertThat(failure.exitCode()).isEqualTo(exitCode);
        assertThat(failure.isKnown()).isTrue();
    }

    @Test
    void anAddressInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartFailure failure = failureOf(Map.of("WHATSAPP_HTTP_PORT", Integer.toString(taken.getLocalPort())));
            assertKnown(failure, StartFailure.BAD_SETTING, "address-unusable");
        }
    }

    @Test
    void anAddressOfAnotherMachine() {
        assertKnown(failureOf(Map.of("WHATSAPP_HTTP_HOST", "192.0.2.1")), StartFailure.BAD_SETTING, "address-unusable");
        assertKnown(
                failureOf(Map.of("WHATSAPP_HTTP_HOST", "nowhere.invalid")),
                StartFailure.BAD_SETTING,
                "address-unusable");
    }

    @Test
    void aRouteThatCannotBeRead() throws IOException {
        Path routes = Files.writeString(directory.resolve("broken.camel.yaml"), "- route:\n    from: [\n");
        StartFailure failure = failureOf(Map.of("WHATSAPP_ROUTES", "file:" + routes));
        assertThat(failure.exitCode()).isEqualTo(StartFailure.OTHER);
        assertThat(failure.isKnown()).isFalse();
        assertThat(failure.message()).contains("broken.camel.yaml");
    }

    @Test
    void aDataDirectoryThatIsAFile() throws IOException {
        Files.writeString(data(), "");
        assertKnown(failureOf(Map.of()), StartFailure.BAD_DATA, "data-directory-unusable");
    }

    @Test
    void aDataDirectoryThatCannotBeWritten() throws Exception {
        try (Mount readOnly = Mount.tmpfs(data(), "1m")) {
            readOnly.remount("ro");
            assertKnown(failureOf(Map.of()), StartFailure.BAD_DATA, "data-directory-unusable");
        }
    }

    @Test
    void databasesThatCanNoLongerBeWritten() throws Exception {
        try (Mount mount = Mount.tmpfs(data(), "20m")) {
            startOnce();
            mount.remount("ro");
            StartFailure failure = failureOf(Map.of());
            assertThat(failure.exitCode()).isEqualTo(StartFailure.BAD_DATA);
            assertThat(failure.isKnown()).isTrue();
        }
    }

    @Test
    void aFullDisk() throws Exception {
        try (Mount full = Mount.tmpfs(data(), "64k")) {
            StartFailure failure = failureOf(Map.of());
            assertKnown(failure, StartFailure.BAD_DATA, "store-full");
        }
    }

    @Test
    void anotherPassphrase() throws IOException {
        startOnce();
        byte[] before = Files.readAllBytes(data().resolve("whatsapp.db"));
        Files.writeString(data().resolve("passphrase"), "another");
        assertKnown(failureOf(Map.of()), StartFailure.BAD_DATA, "store-wrong-passphrase");
        assertThat(Files.readAllBytes(data().resolve("whatsapp.db"))).isEqualTo(before);
    }

    @Test
    void aPassphraseThatIsGone() throws IOException {
        startOnce();
        Files.delete(data().resolve("passphrase"));
        assertKnown(failureOf(Map.of()), StartFailure.BAD_DATA, "data-directory-unusable");
        assertThat(data().resolve("passphrase")).doesNotExist();
    }

    @Test
    void databasesThatAreNone() throws IOException {
        for (String name : new String[] {"whatsapp.db", "gateway.db"}) {
            Path file = Files.createDirectories(directory.resolve(name)).resolve(name);
            Files.writeString(file.resolveSibling("passphrase"), "x");
            byte[] garbage = "this is no database. ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            Files.write(file, garbage);
            assertKnown(
                    failureOf(Map.of("WHATSAPP_DATA_DIR", file.getParent().toString())),
                    StartFailure.BAD_DATA,
                    "store-corrupt");
            assertThat(Files.readAllBytes(file)).as("left as it is").isEqualTo(garbage);
        }
    }

    @Test
    void databasesWithDamagedPages() throws IOException {
        startOnce();
        for (String name : new String[] {"gateway.db", "whatsapp.db"}) {
            try (RandomAccessFile file =
                    new RandomAccessFile(data().resolve(name).toFile(), "rw")) {
                byte[] junk = new byte[(int) file.length() - 100];
                Arrays.fill(junk, (byte) 0xA5);
                file.seek(100);
                file.write(junk);
            }
            assertKnown(failureOf(Map.of()), StartFailure.BAD_DATA, "store-corrupt");
            Files.delete(data().resolve(name));
        }
    }

    @Test
    void aDatabaseThatAnotherGatewayHolds() throws Exception {
        try (LinkedGateway running = new LinkedGateway(data(), Map.of())) {
            StartFailure failure = failureOf(Map.of());
            assertThat(failure.exitCode()).isEqualTo(StartFailure.BAD_DATA);
            assertThat(failure.message()).containsAnyOf("(store-fenced)", "(store-unavailable)");
            assertThat(running.notify("{\"message\":\"still here\"}").body()).contains("\"sent\":[\"<self>\"]");
        }
    }

    @Test
    void aDatabaseThatIsLocked() throws Exception {
        startOnce();
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("gateway.db"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("CREATE TABLE other (x)");
            Throwable thrown = catchThrowable(() -> org.camelwhatsapp.gateway.store.GatewayDatabase.open(
                            data().resolve("gateway.db"))
                    .with(connection -> connection.createStatement().executeUpdate("DELETE FROM whatsapp_users")));
            assertKnown(StartFailure.of(thrown), StartFailure.BAD_DATA, "store-unavailable");
        }
    }

    @Test
    void thePrintedLineAndTheExitCodeOfTheProcess() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(directory)) {
            gateway.set("WHATSAPP_HTTP_PROT", "1").set("WHATSAPP_RATE_LIMIT", "often");
            assertThat(gateway.start("--real").exitCode()).isEqualTo(2);
            assertThat(Files.readString(gateway.err()))
                    .isEqualTo("whatsapp-gateway: WHATSAPP_HTTP_PROT is no setting and is ignored\n"
                            + "whatsapp-gateway: WHATSAPP_RATE_LIMIT must be 1 to 100000 calls per second, minute, hour"
                            + " or day, such as '30 per minute' (invalid-setting)\n");
            assertThat(gateway.start("--fake").exitCode()).isEqualTo(2);
            assertThat(Files.readString(gateway.out())).contains("usage: run [--demo | --demo-once | --real]");
            gateway.set("WHATSAPP_RATE_LIMIT", "");
            Files.write(gateway.data().resolve("gateway.db"), new byte[5_000]);
            Files.writeString(gateway.data().resolve("gateway.db"), "x".repeat(5_000));
            assertThat(gateway.start("--real").exitCode()).isEqualTo(3);
            assertThat(Files.readString(gateway.err()))
                    .endsWith("whatsapp-gateway: gateway.db is damaged or no database (store-corrupt)\n");
        }
    }
}
