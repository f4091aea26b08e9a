package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.gateway.notify.Part;
import org.camelwhatsapp.gateway.notify.Session;
import org.camelwhatsapp.gateway.store.GatewayDatabase;
import org.camelwhatsapp.gateway.store.NotificationQueue;
import org.camelwhatsapp.gateway.store.TextSeal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that becomes full while the gateway runs. */
class FullDiskTest {
    @TempDir
    private Path directory;

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void stopsWithAReasonLosesNothingAndComesBackByItself() throws Exception {
        try (Mount disk = Mount.tmpfs(directory, "24m");
                Receiver receiver = new Receiver();
                LinkedGateway linked =
                        new LinkedGateway(directory.resolve("data"), Map.of("WHATSAPP_WEBHOOK_URL", receiver.url()))) {
            Path filler = directory.resolve("filler");
            fill(filler);
            HttpResponse<String> refused = Awaitility.await()
                    .atMost(LinkedGateway.PATIENCE)
                    .until(
                            () -> linked.notify("{\"phone\":\"15550006002\",\"message\":\"" + "x".repeat(4_000)
                                    + "\",\"wait_for_delivery\":false}"),
                            answer -> answer.statusCode() != 200);
            assertThat(refused.statusCode()).isIn(409, 503);
            String id = linked.friend.sendText(linked.own.phoneJid(), "while it was full");
            Awaitility.await().atMost(LinkedGateway.PATIENCE).untilAsserted(() -> {
                // The first may still find room in what the database has already.
                linked.friend.sendText(linked.own.phoneJid(), "one more");
                assertThat(linked.call(linked.request("/api/v1/whatsapp/status"))
                                .body())
                        .contains("\"state\":\"FAILED\"", "\"reason\":\"the store is lost: store-full\"");
            });

            Files.delete(filler);
            // Nobody starts it again: it comes back by itself.
            Awaitility.await()
                    .atMost(LinkedGateway.PATIENCE)
                    .untilAsserted(() -> assertThat(linked.call(linked.request("/api/v1/whatsapp/status"))
                                    .body())
                            .contains("\"state\":\"READY\""));
            assertThat(linked.notify("{\"phone\":\"15550006002\",\"message\":\"after\",\"wait_for_delivery\":false}")
                            .statusCode())
                    .isEqualTo(200);
            Awaitility.await()
                    .atMost(LinkedGateway.PATIENCE)
                    .until(() -> receiver.received.stream()
                            .anyMatch(message -> message.get("id").asText().equals(id)));
        }
    }

    @Test
    void refusesAPromiseThatItCannotWriteDown() throws Exception {
        try (Mount disk = Mount.tmpfs(directory, "2m");
                GatewayDatabase database = GatewayDatabase.open(directory.resolve("gateway.db"))) {
            NotificationQueue queue = new NotificationQueue(
                    database,
                    new TextSeal("secret", new SecureRandomSource()),
                    new NeverReady(),
                    InstantSource.system(),
                    Runnable::run);
            queue.add(List.of(Part.text("before", "self", "kept")));
            Path filler = directory.resolve("filler");
            fill(filler);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            queue.add(List.of(Part.text("id" + i, "self", "x".repeat(4_000))));
                        }
                    })
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-full"));
            Files.delete(filler);
            int kept = queue.depth();
            assertThat(kept).isPositive();
            queue.add(List.of(Part.text("after", "self", "kept")));
            assertThat(queue.depth()).isEqualTo(kept + 1);
        }
    }

    private static final class NeverReady implements Session {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public CompletableFuture<Void> send(Part part) {
            throw new AssertionError("not ready");
        }
    }
}
