package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.EventEditContent;
import org.camelwhatsapp.engine.message.content.EventInviteContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.PollRules;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.phone.ReceivedMessage.Reporting;
import org.junit.jupiter.api.Test;

/** Events that change, and polls that are not usual. */
class EventOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";

    private ReceivedMessage send(String operation, Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("chat", CUSTOMER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        SendResult sent = perform(SendResult.class, operation, fields);
        return customer.await(m -> m.id().equals(sent.id()), PATIENCE);
    }

    private MessageContent received(String id) {
        return await(MessageReceived.class, event -> event.message().key().id().equals(id))
                .message()
                .content();
    }

    @Test
    @RouteTestOf(
            operations = {"message.event", "message.editEvent", "message.eventInvite"},
            events = "message")
    void changesEventsAndReadsChanges() {
        String start = "2026-12-01T18:00:00Z";
        String event = send("message.event", "name", "Opening", "start", start).id();
        ReceivedMessage edit =
                send("message.editEvent", "targetId", event, "name", "Late opening", "start", start, "canceled", true);
        Message.EventMessage changed = customer.polls().readEdit(edit);
        assertThat(changed.getName()).isEqualTo("Late opening");
        assertThat(changed.getIsCanceled()).isTrue();
        String theirs = customer.polls().invite(own.phoneJid(), "Party", 1_900_000_000L);
        received(theirs);
        Message.EventMessage later = Message.EventMessage.newBuilder()
                .setName("Party")
                .setStartTime(1_900_003_600L)
                .build();
        MessageContent read = received(customer.polls().edit(own.phoneJid(), theirs, later));
        assertThat(read).isInstanceOfSatisfying(EventEditContent.class, content -> {
            assertThat(content.target().id()).isEqualTo(theirs);
            assertThat(content.event().start().getEpochSecond()).isEqualTo(1_900_003_600L);
        });
        ReceivedMessage invite =
                send("message.eventInvite", "eventId", event, "title", "Opening", "start", start, "caption", "come");
        assertThat(invite.message().getEventInviteMessage().getCaption()).isEqualTo("come");
        assertThat(received(customer.send(own.phoneJid(), invite.message())))
                .isInstanceOfSatisfying(
                        EventInviteContent.class,
                        content -> assertThat(content.eventId()).isEqualTo(event));
        assertThatThrownBy(() -> send("message.editEvent", "targetId", "3EB0FF", "name", "Nothing", "start", start))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    @RouteTestOf(events = "message")
    void survivesTimesThatAreNone() {
        Message absurd = Message.newBuilder()
                .setEventMessage(
                        Message.EventMessage.newBuilder().setName("Never").setStartTime(Long.MAX_VALUE))
                .build();
        String id = customer.send(own.phoneJid(), absurd);
        assertThat(received(id))
                .isInstanceOfSatisfying(
                        EventContent.class,
                        event -> assertThat(event.start()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z")));
        assertThat(received(customer.sendText(own.phoneJid(), "still there")))
                .isEqualTo(new TextContent("still there"));
    }

    @Test
    @RouteTestOf(operations = "message.poll", events = "message")
    void asksQuizzesAndReadsThem() {
        List<String> options = List.of("3", "4");
        ReceivedMessage quiz = send("message.poll", "question", "2+2?", "options", options, "correctAnswer", "4");
        assertThat(quiz.message().getPollCreationMessageV5().getCorrectAnswer().getOptionName())
                .isEqualTo("4");
        assertThat(quiz.reporting()).isEqualTo(Reporting.ABSENT);
        assertThat(received(customer.send(own.phoneJid(), quiz.message())))
                .isEqualTo(new PollContent("2+2?", options, 1, PollRules.quiz("4")));
        ReceivedMessage plain = send("message.poll", "question", "Which?", "options", options);
        assertThat(plain.reporting()).isEqualTo(Reporting.GENUINE);
        ReceivedMessage open = send(
                "message.poll", "question", "More?", "options", options, "optionsOpen", true, "votersHidden", true);
        assertThat(open.message().getPollCreationMessageV6().getAllowAddOption())
                .isTrue();
        assertThat(open.message().getPollCreationMessageV6().getHideParticipantName())
                .isTrue();
        ReceivedMessage ending =
                send("message.poll", "question", "Soon?", "options", options, "endTime", "2100-01-01T00:00:00Z");
        assertThat(ending.message().getPollCreationMessageV3().getEndTime()).isEqualTo(4_102_444_800_000L);
        assertThat(received(customer.send(own.phoneJid(), ending.message())))
                .isEqualTo(
                        new PollContent("Soon?", options, 1, PollRules.until(Instant.ofEpochSecond(4_102_444_800L))));
        assertThatThrownBy(() ->
                        send("message.poll", "question", "?", "options", options, "endTime", "2001-01-01T00:00:00Z"))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("endTime");
        assertThatThrownBy(() -> send("message.poll", "question", "?", "options", options, "correctAnswer", "5"))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("correctAnswer");
    }
}
