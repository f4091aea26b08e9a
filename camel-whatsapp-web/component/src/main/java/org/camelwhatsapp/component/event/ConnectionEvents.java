package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.LoggedOut;
import org.camelwhatsapp.engine.event.OfflineCompleted;

/** The connection and the link. */
final class ConnectionEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("connection", ConnectionChanged.class)
                        .describedAs("The connection reached another state."),
                EventType.named("connection.loggedOut", LoggedOut.class)
                        .describedAs("This device is no longer linked; its keys are void."),
                EventType.named("connection.offlineCompleted", OfflineCompleted.class)
                        .describedAs("Everything that waited on the server has been handed over."));
    }
}
