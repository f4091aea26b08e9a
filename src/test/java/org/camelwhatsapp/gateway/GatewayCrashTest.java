package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the gateway with SIGKILL ten times in the middle of a burst of 1,000 messages each way. Afterwards its webhook has
 * seen every message, repeats marked; the peer has seen every message that a caller was told is sent or queued, once; and
 * nothing was undecryptable on either side.
 */
class GatewayCrashTest {
    private static final int KILLS = 10;
    private static final int MESSAGES = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Tells of messages that either side could not read. */
    private static final String UNREADABLE_ROUTE = """
            - route:
                id: unreadable
                from:
                  uri: whatsapp-web:main
                  parameters:
                    events: message.unavailable,message.retryRequested
                  steps:
                    - setBody:
                        simple: "${header.CamelWhatsAppWebEvent}"
                    - to: "http://127.0.0.1:%d/unreadable"
            """;

    private record Received(String id, boolean redelivered) {}

    @TempDir
    private Path directory;

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> unreadable = new ConcurrentLinkedQueue<>();
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newFixedThreadPool(8);
    private HttpServer receiver;

    @BeforeEach
    void startReceiver() throws IOException {
        ObjectMapper json = new ObjectMapper();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/message", exchange -> {
            JsonNode message = json.readTree(exchange.getRequestBody().readAllBytes());
            received.add(new Received(
                    message.get("id").asText(), message.get("redelivered").asBoolean()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.createContext("/unreadable", exchange -> {
            unreadable.add(
                    new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        receiver.stop(0);
    }

    private GatewayProcess gateway(Simulator simulator) throws IOException {
        int port = receiver.getAddress().getPort();
        Path extra = Files.writeString(directory.resolve("unreadable.camel.yaml"), UNREADABLE_ROUTE.formatted(port));
        return new GatewayProcess(directory)
                .on(simulator)
                .set("WHATSAPP_RATE_LIMIT", "100000 per second")
                .set("WHATSAPP_PACING", "off")
                .set("WHATSAPP_WEBHOOK_URL", "http://127.0.0.1:" + port + "/message")
                .set(
                        "WHATSAPP_ROUTES",
                        "file:" + System.getProperty("project.root") + "/routes/*.camel.yaml,file:" + extra);
    }

    /** Every second caller waits; the others are told that it is queued. */
    private void offer(GatewayProcess gateway, Phone peer, int number) {
        String body = "{\"phone\":\"%s\",\"message\":\"notification %d\",\"wait_for_delivery\":%b}"
                .formatted(peer.phoneJid().user(), number, number % 2 == 0);
        try {
            var answer = gateway.post("/api/v1/whatsapp/notify", body, "Idempotency-Key", "notification-" + number);
            if (answer.statusCode() == 200 && answer.body().contains("\"failed\":[{")) {
                return;
            }
            if (answer.statusCode() == 200) {
                accepted.add(number);
            }
        } catch (IOException e) {
            // Killed before it answered: offered again after the next start, under the same key.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void offerAll(GatewayProcess gateway, Phone peer, Collection<Integer> numbers) {
        numbers.forEach(number -> callers.execute(() -> offer(gateway, peer, number)));
    }

    /** What every caller does: offers again, under the same key, what was not accepted. True if nothing was missing. */
    private boolean offerMissing(GatewayProcess gateway, Phone peer) throws InterruptedException {
        List<Integer> missing = IntStream.range(0, MESSAGES)
                .filter(i -> !accepted.contains(i))
                .boxed()
                .toList();
        List<Callable<Void>> offers = new ArrayList<>();
        missing.forEach(number -> offers.add(() -> {
            offer(gateway, peer, number);
            return null;
        }));
        callers.invokeAll(offers);
        return missing.isEmpty();
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void losesNothingAndRepeatsNothingUnmarkedWhenKilledInABurst() throws Exception {
        Random random = new Random(20261121);
        List<String> sentToGateway = new ArrayList<>();
        try (Simulator simulator = Simulator.start();
                GatewayProcess gateway = gateway(simulator)) {
            Phone own = simulator.addAccount("15550005001", "Crash");
            Phone peer = simulator.addAccount("15550005002", "Peer");
            gateway.start("--real");
            own.scan(gateway.awaitQrText());
            for (int kill = 0; kill < KILLS; kill++) {
                gateway.awaitReady();
                int first = kill * MESSAGES / KILLS;
                int enough = accepted.size() + 1 + random.nextInt(60);
                offerAll(
                        gateway,
                        peer,
                        IntStream.range(first, first + MESSAGES / KILLS).boxed().toList());
                for (int i = 0; i < MESSAGES / KILLS; i++) {
                    sentToGateway.add(peer.sendText(own.phoneJid(), "message " + sentToGateway.size()));
                }
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> accepted.size() >= enough);
                gateway.kill();
                gateway.start("--real");
            }
            gateway.awaitReady();
            Awaitility.await().atMost(PATIENCE).until(() -> offerMissing(gateway, peer));
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(received.stream().map(Received::id)).containsAll(sentToGateway);
                assertThat(peer.inbox()).hasSizeGreaterThanOrEqualTo(MESSAGES);
            });
            List<String> atPeer =
                    peer.inbox().stream().map(ReceivedMessage::text).toList();
            assertThat(atPeer).hasSize(MESSAGES).doesNotHaveDuplicates();
            assertThat(unreadable).isEmpty();
            assertThat(received.stream()
                            .filter(message -> !message.redelivered())
                            .map(Received::id))
                    .as("seen twice without a mark")
                    .doesNotHaveDuplicates();
        }
    }
}
