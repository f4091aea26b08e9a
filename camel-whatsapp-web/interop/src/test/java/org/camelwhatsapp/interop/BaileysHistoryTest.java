package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.event.HistoryReceived;
import org.camelwhatsapp.engine.message.archive.ArchiveFeature;
import org.camelwhatsapp.engine.message.archive.ArchivedMessage;
import org.camelwhatsapp.engine.message.archive.MessageQuery;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.PhoneHistory;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two devices of one account, Baileys and ours, get the same history of 5,000 messages from the phone. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class BaileysHistoryTest {
    private static final int CHATS = 50;
    private static final int EACH = 100;
    private static final Jid FRIEND = Jid.phone("15550003003");

    @TempDir
    private Path directory;

    @Test
    void bothReadTheSameFiveThousandMessagesAndAskForMore() {
        HistorySync history = PhoneHistory.invent(CHATS, EACH, 42);
        try (Simulator simulator = Simulator.start()) {
            Phone phone = simulator.addAccount("15550001001", "Alice");
            try (NodeClient baileys = NodeClient.start("baileys-driver.mjs", simulator)) {
                baileys.paired(phone);
                baileys.call("history");
                try (TestClient ours = new TestClient(simulator, directory, "alice").paired(phone)) {
                    // Only what comes in the message itself: for files this client knows no host but the real one.
                    phone.history().sendInline(history);

                    JsonObject read = baileys.await("history", event -> event.getInteger("messages") > 0);
                    assertThat(read.getInteger("messages")).isEqualTo(CHATS * EACH);
                    assertThat(read.getInteger("chats")).isEqualTo(CHATS);
                    assertThat(read.getInteger("progress")).isEqualTo(100);
                    assertThat(read.getString("digest")).isEqualTo(digest(history));
                    // Keeping them takes a while on a busy machine.
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> ours.events.stream().anyMatch(HistoryReceived.class::isInstance));
                    HistoryReceived received = ours.awaitEvent(HistoryReceived.class, event -> true);
                    assertThat(received.messages()).isEqualTo(CHATS * EACH);
                    assertThat(digest(kept(ours, history))).isEqualTo(digest(history));
                    phone.awaitStanza(stanza -> stanza.attr("type", "").equals("hist_sync"), NodeClient.PATIENCE);

                    asksForOlder(phone, baileys);
                }
            }
        }
    }

    /** The simulated phone understands what the other client asks, not only what ours does. */
    private static void asksForOlder(Phone phone, NodeClient baileys) {
        baileys.call("olderHistory", "count", 5, "chat", FRIEND.toString(), "target", "X", "at", 1_600_000_100);

        Awaitility.await()
                .atMost(NodeClient.PATIENCE)
                .untilAsserted(() -> assertThat(phone.history().requests())
                        .singleElement()
                        .satisfies(request -> {
                            assertThat(request.getChatJid()).isEqualTo(FRIEND.toString());
                            assertThat(request.getOnDemandMsgCount()).isEqualTo(5);
                        }));
    }

    private static Stream<String> kept(TestClient ours, HistorySync history) {
        return history.getConversationsList().stream().flatMap(chat -> {
            MessageQuery query = new MessageQuery(Jid.parse(chat.getId()), null, null, null);
            List<ArchivedMessage> messages =
                    archive(ours, archive -> archive.messages(query, null, 500)).messages();
            return messages.stream()
                    .map(message ->
                            chat.getId() + " " + message.key().id() + " " + ((TextContent) message.content()).text());
        });
    }

    private static <T> T archive(TestClient ours, Function<ArchiveFeature, CompletionStage<T>> question) {
        return ours.client
                .with(ArchiveFeature.class, question)
                .toCompletableFuture()
                .join();
    }

    private static String digest(HistorySync history) {
        return digest(history.getConversationsList().stream()
                .flatMap(chat -> chat.getMessagesList().stream()
                        .map(each -> each.getMessage())
                        .map(message -> message.getKey().getRemoteJid() + " "
                                + message.getKey().getId() + " "
                                + message.getMessage().getConversation())));
    }

    private static String digest(Stream<String> lines) {
        String text = lines.sorted().collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
