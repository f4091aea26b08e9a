package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.history.HistoryAnchor;
import org.camelwhatsapp.engine.history.HistoryFeature;
import org.camelwhatsapp.engine.history.HistoryRequests;
import org.camelwhatsapp.engine.history.HistorySpan;
import org.camelwhatsapp.engine.history.PastMembers;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Asks the phone for what was before, and tells what it said about groups. */
final class HistoryOperations implements OperationGroup {
    private static final int DEFAULT_COUNT = 50;
    private static final int DEFAULT_DAYS = 30;
    private static final int DEFAULT_MEGABYTES = 1_000;

    record Older(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @Nullable @JsonPropertyDescription("How many messages, 1 to 500; 50 unless given.")
            Integer count,

            @Nullable
            @JsonPropertyDescription("The message before which to begin; the oldest one that was kept unless given.")
            String oldestId,

            @Nullable @JsonPropertyDescription("When that message was sent; needed with its id.")
            Instant oldestAt,

            @Nullable @JsonPropertyDescription("Whether this account wrote that message.")
            Boolean oldestFromMe) {
        Older {
            if (count != null && (count < 1 || count > HistoryRequests.MAX_MESSAGES)) {
                throw new InvalidRequestException("count: expected a number from 1 to " + HistoryRequests.MAX_MESSAGES);
            }
            if (oldestId != null && oldestAt == null) {
                throw new InvalidRequestException("oldestAt: expected the time of the message oldestId");
            }
        }

        int size() {
            return count == null ? DEFAULT_COUNT : count;
        }

        @Nullable
        HistoryAnchor anchor() {
            return oldestId == null || oldestAt == null
                    ? null
                    : new HistoryAnchor(chat, oldestId, Boolean.TRUE.equals(oldestFromMe), oldestAt);
        }
    }

    record All(
            @Nullable @JsonPropertyDescription("How far back, in days, 1 to 3,650; 30 unless given.")
            Integer days,

            @Nullable @JsonPropertyDescription("How much at most, in megabytes, 1 to 100,000; 1,000 unless given.")
            Integer megabytes) {
        HistorySpan span() {
            return new HistorySpan(
                    days == null ? DEFAULT_DAYS : days, megabytes == null ? DEFAULT_MEGABYTES : megabytes);
        }
    }

    record Group(@JsonPropertyDescription("The group.") Jid chat) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("history.request", Older.class)
                        .describedAs("Asks the phone for older messages of a chat. Gives the id of the request; the"
                                + " messages come later, told by an event history.received that names it.")
                        .body("chat")
                        .answers(String.class)
                        .fails("history-no-anchor", "send-N")
                        .serves("DG-126")
                        .performs((client, q) -> client.with(HistoryFeature.class, history -> {
                            HistoryAnchor anchor = q.anchor();
                            return anchor == null
                                    ? history.requests().older(q.chat(), q.size())
                                    : history.requests().older(anchor, q.size());
                        })),
                Operation.named("history.requestFull", All.class)
                        .describedAs(
                                "Asks the phone for the history of all chats, as after linking. Gives the id of the"
                                        + " request; the parts come later, told by events history.received that name it.")
                        .answers(String.class)
                        .fails("send-N")
                        .serves("DG-127")
                        .performs((client, q) -> client.with(
                                HistoryFeature.class,
                                history -> history.requests().all(q.span()))),
                Operation.named("history.pastMembers", Group.class)
                        .describedAs("Tells who had left a group before this device was linked, as the phone said.")
                        .body("chat")
                        .answers(PastMembers.class)
                        .performs((client, q) ->
                                client.with(HistoryFeature.class, history -> history.pastMembers(q.chat()))));
    }
}
