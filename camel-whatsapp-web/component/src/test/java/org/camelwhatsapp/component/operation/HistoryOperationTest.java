package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.HistoryFailed;
import org.camelwhatsapp.engine.event.HistoryProgress;
import org.camelwhatsapp.engine.event.HistoryReceived;
import org.camelwhatsapp.engine.history.HistoryException;
import org.camelwhatsapp.engine.history.PastMembers;
import org.camelwhatsapp.engine.message.archive.MessagePage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySync.HistorySyncType;
import org.camelwhatsapp.proto.PastParticipant;
import org.camelwhatsapp.proto.PastParticipants;
import org.camelwhatsapp.simulator.PhoneHistory;
import org.junit.jupiter.api.Test;

/** What the phone shares of the past arrives through a route, and is asked for through one. */
class HistoryOperationTest extends LinkedRouteTest {
    private static final Jid FRIEND = Jid.phone("15550003003");

    @Test
    @RouteTestOf(
            events = {"history.received", "history.progress"},
            operations = "chat.messages")
    void takesTheHistoryIn() {
        HistorySync history = PhoneHistory.invent(13, 400, 5);
        own.history().send(history);

        // Thousands of messages take a while on a busy machine.
        events.await(HistoryReceived.class, event -> true, Duration.ofSeconds(180));
        HistoryProgress progress = await(HistoryProgress.class, event -> true);
        assertThat(progress.messages()).isGreaterThanOrEqualTo(5_000);
        HistoryReceived received = await(HistoryReceived.class, event -> true);
        assertThat(received.messages()).isEqualTo(5_200);
        assertThat(received.progress()).isEqualTo(100);
        assertThat(perform(
                                MessagePage.class,
                                "chat.messages",
                                Map.of("chat", history.getConversations(12).getId(), "limit", 500))
                        .messages())
                .hasSize(400);
    }

    @Test
    @RouteTestOf(
            operations = {"history.request", "chat.messages"},
            events = "history.received")
    void asksForOlderMessages() {
        own.history().keep(FRIEND, List.of(PhoneHistory.text(FRIEND, "OLD", 1_600_000_000, "long ago")));
        assertThatThrownBy(() -> perform("history.request", FRIEND.user())).isInstanceOf(HistoryException.class);

        Map<String, Object> anchored =
                Map.of("chat", FRIEND.user(), "oldestId", "LATER", "oldestAt", Instant.ofEpochSecond(1_600_000_100));
        String request = perform(String.class, "history.request", anchored);

        HistoryReceived received = await(HistoryReceived.class, event -> request.equals(event.requestId()));
        assertThat(received.messages()).isEqualTo(1);
        own.history().keep(FRIEND, List.of(PhoneHistory.text(FRIEND, "OLDER", 1_500_000_000, "longer ago")));
        String next = perform(String.class, "history.request", Map.of("chat", FRIEND.user(), "count", 5));
        await(HistoryReceived.class, event -> next.equals(event.requestId()));
        assertThat(perform(MessagePage.class, "chat.messages", FRIEND.user()).messages())
                .extracting(message -> message.key().id())
                .containsExactly("OLD", "OLDER");
        assertThatThrownBy(() -> perform("history.request", Map.of("chat", FRIEND.user(), "count", 501)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("count");
        assertThatThrownBy(() -> perform("history.request", Map.of("chat", FRIEND.user(), "oldestId", "X")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("oldestAt");
    }

    @Test
    @RouteTestOf(
            operations = "history.requestFull",
            events = {"history.received", "history.failed"})
    void asksForEverything() {
        perform("history.requestFull", Map.of("days", 7));
        assertThat(await(HistoryFailed.class, event -> true).code()).isEqualTo("history-refused");

        own.history()
                .setEverything(PhoneHistory.invent(2, 3, 6).toBuilder()
                        .setSyncType(HistorySyncType.FULL)
                        .build());
        String request = perform(String.class, "history.requestFull", Map.of());
        assertThat(await(HistoryReceived.class, event -> request.equals(event.requestId()))
                        .messages())
                .isEqualTo(6);
        assertThatThrownBy(() -> perform("history.requestFull", Map.of("days", 0)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("days");
    }

    @Test
    @RouteTestOf(operations = "history.pastMembers", events = "history.received")
    void tellsWhoLeftAGroup() {
        String group = "120363000000000009@g.us";
        assertThat(perform(PastMembers.class, "history.pastMembers", group).members())
                .isEmpty();
        own.history()
                .send(HistorySync.newBuilder()
                        .setSyncType(HistorySyncType.NON_BLOCKING_DATA)
                        .addPastParticipants(PastParticipants.newBuilder()
                                .setGroupJid(group)
                                .addPastParticipants(PastParticipant.newBuilder()
                                        .setUserJid(FRIEND.toString())
                                        .setLeaveReason(PastParticipant.LeaveReason.REMOVED)
                                        .setLeaveTs(1_600_000_000)))
                        .build());
        await(HistoryReceived.class, event -> event.type().equals("settings"));
        assertThat(perform(PastMembers.class, "history.pastMembers", group).members())
                .containsExactly(new PastMembers.Member(FRIEND, true, Instant.ofEpochSecond(1_600_000_000)));
    }
}
