package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.EventEditContent;
import org.camelwhatsapp.engine.message.content.EventInviteContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** What becomes of events after they were sent. */
final class EventOperations implements OperationGroup {
    record Edit(
            @Flat TargetMessage target,
            @JsonPropertyDescription("What it is called.") String name,

            @Nullable @JsonPropertyDescription("What it is about.")
            String description,

            @JsonPropertyDescription("When it begins.") Instant start,

            @Nullable @JsonPropertyDescription("When it ends.")
            Instant end,

            @Nullable @JsonPropertyDescription("Where: an object with latitude, longitude, name and address.")
            LocationContent location,

            @Nullable @JsonPropertyDescription("A link to take part from afar.")
            String joinLink,

            @JsonPropertyDescription("Whether guests may bring others.")
            boolean extraGuestsAllowed,

            @JsonPropertyDescription("Whether it does not take place.")
            boolean canceled) {
        EventEditContent content() {
            EventContent event =
                    new EventContent(name, description, start, end, location, joinLink, extraGuestsAllowed, canceled);
            return new EventEditContent(target.ownKey(), event);
        }
    }

    record Invite(
            @JsonPropertyDescription("Who is told.") Jid chat,

            @JsonPropertyDescription("The id of the event's message.")
            String eventId,

            @JsonPropertyDescription("What it is called.") String title,
            @JsonPropertyDescription("When it begins.") Instant start,

            @Nullable @JsonPropertyDescription("When it ends.")
            Instant end,

            @Nullable @JsonPropertyDescription("A text.") String caption,

            @Nullable @JsonPropertyDescription("A link to take part from afar.")
            String callLink,

            @JsonPropertyDescription("Whether it does not take place.")
            boolean canceled,

            @Flat Sending sending)
            implements Contents.Sent {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("message.editEvent", Edit.class)
                        .describedAs("Changes one's event, or calls it off. All fields are given anew.")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused", "invalid-content")
                        .performs((client, q) -> client.send(q.target().chat(), q.content(), SendOptions.NONE)),
                Contents.operation(
                        Operation.named("message.eventInvite", Invite.class)
                                .describedAs("Tells somebody of an event of another conversation."),
                        q -> new EventInviteContent(
                                q.eventId(), q.title(), q.start(), q.end(), q.caption(), q.callLink(), q.canceled())));
    }
}
