package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.call.CallFeature;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.jspecify.annotations.Nullable;

/** Being there, typing, and calls. */
final class PresenceOperations implements OperationGroup {
    record Available(
            @JsonPropertyDescription("Whether one is there.")
            Boolean available,

            @Nullable @JsonPropertyDescription("The name others see; the one the server knows unless given.")
            String name) {}

    record User(
            @JsonPropertyDescription("The user or the group.")
            Jid user) {}

    record ChatState(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("TYPING, RECORDING or PAUSED.")
            ChatStateChanged.State state) {}

    record Reject(
            @JsonPropertyDescription("The call's id, as the event names it.")
            String callId,

            @JsonPropertyDescription("Who calls.") Jid caller) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("presence.set", Available.class)
                        .describedAs(
                                "Says whether one is there. While one is, others see it and presences of others come.")
                        .body("available")
                        .serves("CH-37", "DG-083")
                        .performs((client, q) -> client.with(
                                PresenceFeature.class,
                                presence -> presence.setAvailable(q.available(), q.name() == null ? "" : q.name()))),
                Operation.named("presence.subscribe", User.class)
                        .describedAs("Watches a user; what is seen comes as the event presence. Kept over reconnects.")
                        .body("user")
                        .performs((client, q) ->
                                client.with(PresenceFeature.class, presence -> presence.subscribe(q.user()))),
                Operation.named("presence.setChatState", ChatState.class)
                        .describedAs(
                                "Shows in a chat that one types, records or stopped; others show it for some 25 s.")
                        .body("state")
                        .serves("CH-26", "CH-37", "DG-101")
                        .performs((client, q) -> client.with(
                                PresenceFeature.class, presence -> presence.setChatState(q.chat(), q.state()))),
                Operation.named("call.reject", Reject.class)
                        .describedAs("Declines a call.")
                        .serves("DG-175")
                        .performs((client, q) ->
                                client.with(CallFeature.class, calls -> calls.reject(q.callId(), q.caller()))));
    }
}
