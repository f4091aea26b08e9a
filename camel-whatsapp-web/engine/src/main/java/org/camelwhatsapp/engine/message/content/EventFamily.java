package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Events that take place. Answers are encrypted and made elsewhere. */
final class EventFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (!message.hasEventMessage()) {
            return null;
        }
        Message.EventMessage event = message.getEventMessage();
        return new EventContent(
                event.getName(),
                event.hasDescription() ? event.getDescription() : null,
                Times.ofSeconds(event.getStartTime()),
                event.getEndTime() == 0 ? null : Times.ofSeconds(event.getEndTime()),
                event.hasLocation() ? LocationFamily.still(event.getLocation()) : null,
                event.hasJoinLink() ? event.getJoinLink() : null,
                event.getExtraGuestsAllowed(),
                event.getIsCanceled());
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof EventContent event)) {
            return false;
        }
        event.checkForSending();
        Message.EventMessage.Builder builder = message.getEventMessageBuilder()
                .setName(event.name())
                .setStartTime(event.start().getEpochSecond())
                .setExtraGuestsAllowed(event.extraGuestsAllowed())
                .setIsCanceled(event.canceled());
        String description = event.description();
        if (description != null) {
            builder.setDescription(description);
        }
        Instant end = event.end();
        if (end != null) {
            builder.setEndTime(end.getEpochSecond());
        }
        LocationContent location = event.location();
        if (location != null) {
            builder.setLocation(LocationFamily.still(location));
        }
        String joinLink = event.joinLink();
        if (joinLink != null) {
            builder.setJoinLink(joinLink);
        }
        return true;
    }
}
