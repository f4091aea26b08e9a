package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.pacing.PacingStatus;
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

    /**
     * How busy the way out is.
     *
     * @param enabled whether messages are paced
     * @param waiting how many messages wait for their turn
     * @param nextAfterMillis when the next of them leaves, or 0
     * @param pausedMillis for how long nothing leaves because the server asked for a pause, or 0
     * @param delayed how many had to wait since the session was opened
     * @param refused how many were refused since then
     * @param strangersToday how many new people were written to today (UTC)
     * @param strangersAllowed how many may be written to today; 0 while the service allows none
     */
    public record Pacing(
            boolean enabled,
            int waiting,
            long nextAfterMillis,
            long pausedMillis,
            long delayed,
            long refused,
            int strangersToday,
            int strangersAllowed) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("session.pair", Pair.class)
                        .describedAs("Asks for a code to be typed on the phone. The answer is the code.")
                        .body("phone")
                        .answers(String.class)
                        .needs(SessionNeed.NONE)
                        .serves("DG-043")
                        .fails("already-paired", "invalid-phone", "invalid-code", "pairing-superseded")
                        .performs((client, q) -> client.requestPairingCode(q.phone(), q.customCode())),
                Operation.named("session.status", NoFields.class)
                        .describedAs("Tells where the session stands.")
                        .answers(Status.class)
                        .serves("DG-042")
                        .needs(SessionNeed.NONE)
                        .performs((client, q) -> CompletableFuture.completedFuture(status(client))),
                Operation.named("session.pacing", NoFields.class)
                        .describedAs(
                                "Tells how many messages wait for their turn, and how many new people were written to.")
                        .answers(Pacing.class)
                        .performs((client, q) -> client.with(PacingFeature.class, PacingFeature::status)
                                .thenApply(SessionOperations::pacing)),
                Operation.named("session.logout", NoFields.class)
                        .describedAs("Unlinks this device from the account.")
                        .serves("DG-040")
                        .performs((client, q) -> client.logout()));
    }

    private static Pacing pacing(PacingStatus status) {
        return new Pacing(
                status.enabled(),
                status.waiting(),
                status.nextAfter().toMillis(),
                status.paused().toMillis(),
                status.delayed(),
                status.refused(),
                status.strangersToday(),
                status.strangersAllowed());
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
