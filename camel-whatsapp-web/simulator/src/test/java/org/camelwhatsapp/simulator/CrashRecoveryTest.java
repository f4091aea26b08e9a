package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process with SIGKILL ten times in the middle of a burst of 1,000 messages each way. Afterwards its listener has
 * seen every message, the peer every accepted one once, and nothing was undecryptable.
 */
class CrashRecoveryTest {
    private static final int KILLS = 10;
    private static final int MESSAGES = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private Process child;

    private Process start(Simulator simulator, Phone peer, Phone own) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        directory.toString(),
                        simulator.webSocketUri().toString(),
                        HexFormat.of().formatHex(simulator.noiseRoot().publicKey()),
                        peer.phoneJid().user(),
                        Integer.toString(MESSAGES))
                .redirectError(directory.resolve("child.log").toFile())
                .start();
        child = process;
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("QR ")) {
                own.scan(line.substring(3));
            } else if (line.equals("READY")) {
                return process;
            }
        }
        throw new AssertionError("the child ended: " + Files.readString(directory.resolve("child.log")));
    }

    private List<String> lines(String file) {
        Path path = directory.resolve(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void losesNothingAndRepeatsNothingWhenKilledInABurst() throws Exception {
        Random random = new Random(20261120);
        List<String> sentToChild = new ArrayList<>();
        try (Simulator simulator = Simulator.start()) {
            Phone own = simulator.addAccount("15550004001", "Crash");
            Phone peer = simulator.addAccount("15550004002", "Peer");
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = start(simulator, peer, own);
                for (int i = 0; i < MESSAGES / KILLS; i++) {
                    sentToChild.add(peer.sendText(own.phoneJid(), "message " + sentToChild.size()));
                }
                int enough = lines("accepted").size() + random.nextInt(80);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> lines("accepted").size() >= Math.min(enough, MESSAGES));
                process.destroyForcibly().waitFor();
            }
            start(simulator, peer, own);
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(lines("accepted").stream().distinct()).hasSize(MESSAGES);
                assertThat(lines("received").stream().map(line -> line.split(" ")[0]))
                        .containsAll(sentToChild);
            });
            List<String> atPeer =
                    peer.inbox().stream().map(ReceivedMessage::text).toList();
            assertThat(atPeer).hasSize(MESSAGES).doesNotHaveDuplicates();
            assertThat(lines("undecryptable")).isEmpty();
            List<String> unmarked = lines("received").stream()
                    .filter(line -> line.endsWith(" false"))
                    .toList();
            assertThat(unmarked).as("seen twice without a mark").doesNotHaveDuplicates();
        } finally {
            if (child != null) {
                child.destroyForcibly().waitFor();
            }
        }
    }
}
