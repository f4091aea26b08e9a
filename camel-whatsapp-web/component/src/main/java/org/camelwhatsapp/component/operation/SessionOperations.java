package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.jspecify.annotations.Nullable;

/** The session itself: linking, state, logout. Stateless. */
public final class SessionOperations implements OperationGroup {
    record Pair(
            @JsonPropertyDescription("The account's number in international form.")
            String phone,

            @Nullable @JsonPropertyDescription("Eight characters of one's own, in place of a random code.")
            String customCode) {}

    /**
     * Where a session stands.
     *
     * @param session its name
     * @param state of the connection
     * @param paired whether it is linked to an account
     * @param jid the account's address of this device, or null
     */
    public record Status(
            String session,
            String state,
            boolean paired,
            @Nullable String jid) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("session.pair", Pair.class)
                        .describedAs("Asks for a code to be typed on the phone. The answer is the code.")
                        .body("phone")
                        .answers(String.class)
                        .needs(SessionNeed.NONE)
                        .fails("already-paired", "invalid-phone", "invalid-code", "pairing-superseded")
                        .performs((client, q) -> client.requestPairingCode(q.phone(), q.customCode())),
                Operation.named("session.status", NoFields.class)
                        .describedAs("Tells where the session stands.")
                        .answers(Status.class)
                        .needs(SessionNeed.NONE)
                        .performs((client, q) -> CompletableFuture.completedFuture(status(client))),
                Operation.named("session.logout", NoFields.class)
                        .describedAs("Unlinks this device from the account.")
                        .performs((client, q) -> client.logout()));
    }

    private static Status status(WhatsAppClient client) {
        var account = client.account();
        return new Status(
                client.name(),
                client.state().name(),
                account != null,
                account == null ? null : account.jid().toString());
    }
}
