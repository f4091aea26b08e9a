package org.camelwhatsapp.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.gateway.notify.NotifyException;
import org.camelwhatsapp.gateway.notify.Part;
import org.camelwhatsapp.gateway.notify.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promised messages: in order, once, and not forgotten (OA-35, OA-103). */
class NotificationQueueTest {
    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-01-05T00:00:00Z"));

    @TempDir
    private Path directory;

    private final FakeSession session = new FakeSession();
    private GatewayDatabase database;

    /** Keeps each send open until the test ends it. */
    private static final class FakeSession implements Session {
        private final List<String> started = new ArrayList<>();
        private final Map<String, CompletableFuture<Void>> open = new HashMap<>();
        private boolean ready = true;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public CompletableFuture<Void> send(Part part) {
            started.add(part.messageId() + " " + part.text());
            CompletableFuture<Void> outcome = new CompletableFuture<>();
            open.put(part.messageId(), outcome);
            return outcome;
        }
    }

    private NotificationQueue queue() {
        database = GatewayDatabase.open(directory.resolve("gateway.db"));
        return new NotificationQueue(
                database, new TextSeal("secret", new SecureRandomSource()), session, TIME, Runnable::run);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Part text(String id, String target) {
        return Part.text(id, target, "text of " + id);
    }

    @Test
    void sendsToOneRecipientInOrderAndToOthersMeanwhile() {
        NotificationQueue queue = queue();
        queue.add(List.of(text("a1", "a"), text("a2", "a"), text("b1", "b")));
        assertThat(session.started).containsExactly("a1 text of a1", "b1 text of b1");
        session.open.get("a1").complete(null);
        assertThat(session.started).endsWith("a2 text of a2");
        assertThat(queue.depth()).isEqualTo(2);
        session.open.get("a2").complete(null);
        session.open.get("b1").complete(null);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void sendsAfterARestartWhatWasPromised() {
        NotificationQueue first = queue();
        first.add(List.of(text("a1", "a"), text("a2", "a")));
        session.open.get("a1").complete(null);
        database.close();
        session.started.clear();
        NotificationQueue second = queue();
        second.resume();
        second.resume();
        assertThat(session.started).containsExactly("a2 text of a2");
    }

    @Test
    void waitsForTheConnectionAndKeepsTheOrder() {
        session.ready = false;
        NotificationQueue queue = queue();
        queue.add(List.of(text("a1", "a")));
        assertThat(session.started).isEmpty();
        session.ready = true;
        queue.add(List.of(text("a2", "a")));
        queue.resume();
        assertThat(session.started).containsExactly("a1 text of a1");
    }

    @Test
    void triesAgainWhatMaySucceedLaterBeforeWhatCameAfterIt() {
        NotificationQueue queue = queue();
        queue.add(List.of(text("a1", "a"), text("a2", "a")));
        session.open.get("a1").completeExceptionally(new NotConnectedException("gone"));
        queue.add(List.of(text("a3", "a")));
        assertThat(session.started).hasSize(1);
        queue.resume();
        assertThat(session.started).containsExactly("a1 text of a1", "a1 text of a1");
        session.open.get("a1").complete(null);
        assertThat(session.started).endsWith("a2 text of a2");
    }

    @Test
    void givesUpWhatWasRefusedForGood() throws Exception {
        NotificationQueue queue = queue();
        queue.add(List.of(text("a1", "a"), text("a2", "a")));
        session.open.get("a1").completeExceptionally(new WhatsAppException("no such user"));
        assertThat(session.started).endsWith("a2 text of a2");
        assertThat(queue.depth()).isEqualTo(1);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("gateway.db"));
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT status, error_message, message FROM whatsapp_notification_queue")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("failed");
            assertThat(rows.getString(2)).isEqualTo("internal");
            assertThat(rows.getBytes(3)).as("the text is forgotten").isNull();
        }
    }

    @Test
    void takesAnIdOnce() {
        NotificationQueue queue = queue();
        queue.add(List.of(text("a1", "a")));
        queue.add(List.of(text("a1", "a")));
        session.open.get("a1").complete(null);
        queue.add(List.of(text("a1", "a")));
        assertThat(session.started).hasSize(1);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void servesAtMostSixtyFourRecipientsAtATime() {
        NotificationQueue queue = queue();
        queue.add(IntStream.range(0, 100).mapToObj(i -> text("m" + i, "to" + i)).toList());
        assertThat(session.started).hasSize(64);
        session.open.get("m0").complete(null);
        assertThat(session.started).hasSize(65);
    }

    @Test
    void refusesMoreThanTenThousandAndTakesNoneOfThem() {
        session.ready = false;
        NotificationQueue queue = queue();
        queue.add(IntStream.range(0, 9_999).mapToObj(i -> text("m" + i, "a")).toList());
        assertThatThrownBy(() -> queue.add(List.of(text("x", "a"), text("y", "a"))))
                .isInstanceOfSatisfying(
                        NotifyException.class, e -> assertThat(e.status()).isEqualTo(503));
        assertThat(queue.depth()).isEqualTo(9_999);
    }

    @Test
    void keepsTextsSealedAndPassesOverADamagedOne() throws Exception {
        session.ready = false;
        NotificationQueue queue = queue();
        queue.add(List.of(text("a1", "a"), text("a2", "a")));
        for (String file : List.of("gateway.db", "gateway.db-wal")) {
            assertThat(new String(
                            Files.readAllBytes(directory.resolve(file)), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("text of");
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("gateway.db"));
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE whatsapp_notification_queue SET message = x'00' WHERE message_id = 'a1'");
        }
        session.ready = true;
        queue.resume();
        assertThat(session.started).containsExactly("a2 text of a2");
    }
}
