package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.engine.event.HistoryFailed;
import org.camelwhatsapp.engine.event.HistoryProgress;
import org.camelwhatsapp.engine.event.HistoryReceived;

/** What the phone shares of the time before this device was linked. */
final class HistoryEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("history.progress", HistoryProgress.class)
                        .describedAs(
                                "A large part of the phone's history is being taken in; told every 5,000 messages."),
                EventType.named("history.received", HistoryReceived.class)
                        .describedAs("A part of the phone's history has been taken in."),
                EventType.named("history.failed", HistoryFailed.class)
                        .describedAs("A part of the phone's history could not be taken in, or was refused."));
    }
}
