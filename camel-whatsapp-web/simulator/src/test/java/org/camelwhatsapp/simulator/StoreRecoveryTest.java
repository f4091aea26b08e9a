package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that fails for a time costs a session its connection, and nothing else. */
@Timeout(120)
class StoreRecoveryTest {
    @TempDir
    Path directory;

    @Test
    void comesBackByItselfWhenTheDatabaseDoesAndHasLostNothing() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Phone bob = simulator.addAccount("15550001002", "Bob");
            Phone phone = simulator.addAccount("15550001001", "Ann");
            try (TestClient ann = new TestClient(
                    simulator, directory, "ann", JdbcStoreLimits.DEFAULT.withPatience(Duration.ofMillis(200)))) {
                ann.paired(phone);
                bob.sendText(Jid.phone("15550001001"), "before");
                awaitTexts(ann, "before");
                try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ann.db"));
                        Statement statement = other.createStatement()) {
                    statement.execute("BEGIN IMMEDIATE");
                    bob.sendText(Jid.phone("15550001001"), "while it is locked");
                    ann.awaitState(ConnectionState.FAILED);
                    statement.execute("ROLLBACK");
                }
                ann.ready();
                bob.sendText(Jid.phone("15550001001"), "after");
                awaitTexts(ann, "before", "while it is locked", "after");
                ann.client
                        .sendText(Jid.phone("15550001002"), "answer")
                        .toCompletableFuture()
                        .join();
            }
        }
    }

    @Test
    void aSessionThatWasStoppedIsOpenedAgainButNotConnected() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Phone phone = simulator.addAccount("15550001001", "Ann");
            try (TestClient ann = new TestClient(
                    simulator, directory, "ann", JdbcStoreLimits.DEFAULT.withPatience(Duration.ofMillis(200)))) {
                ann.paired(phone);
                try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ann.db"));
                        Statement statement = other.createStatement()) {
                    statement.execute("BEGIN IMMEDIATE");
                    simulator.addAccount("15550001002", "Bob").sendText(Jid.phone("15550001001"), "lost?");
                    ann.awaitState(ConnectionState.FAILED);
                    ann.client.disconnect();
                    statement.execute("ROLLBACK");
                }
                ann.awaitState(ConnectionState.STOPPED);
                ann.client.connect();
                ann.ready();
                awaitTexts(ann, "lost?");
            }
        }
    }

    private static void awaitTexts(TestClient client, String... texts) {
        Awaitility.await("messages")
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(client.events.stream()
                                .filter(MessageReceived.class::isInstance)
                                .map(event -> ((MessageReceived) event).message())
                                .filter(message -> !message.redelivered())
                                .map(message -> ((TextContent) message.content()).text()))
                        .containsExactly(texts));
    }
}
