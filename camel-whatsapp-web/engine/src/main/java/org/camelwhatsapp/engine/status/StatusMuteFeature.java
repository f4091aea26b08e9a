package org.camelwhatsapp.engine.status;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.StatusMuted;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.UserStatusMuteAction;

/**
 * Whose status posts are put aside, as the account's devices tell each other. The posts come all the same. Changing fails as
 * {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "Status posts".
 */
public final class StatusMuteFeature implements Feature {
    private static final AppStateCollection COLLECTION = AppStateCollection.REGULAR_HIGH;
    private static final String ACTION = "userStatusMute";
    private static final int VERSION = 7;
    private static final int MAX_LISTED = 10_000;

    private final AppStateFeature appState;
    private final StatusAudience audience;

    public StatusMuteFeature(AppStateFeature appState, StatusAudience audience) {
        this.appState = appState;
        this.audience = audience;
        appState.on(
                ACTION, (action, transaction) -> new StatusMuted(user(action), isMuted(action), action.timestamp()));
    }

    /** @throws IllegalArgumentException if it names nobody */
    private static Jid user(AppStateAction action) {
        return Jid.parse(action.part(1)).toUser();
    }

    private static boolean isMuted(AppStateAction action) {
        return action.set() && action.value().getUserStatusMuteAction().getMuted();
    }

    /**
     * Puts somebody's posts aside on all devices of the account, or shows them again.
     *
     * @param user no group, and not oneself
     */
    public CompletionStage<Void> mute(Jid user, boolean muted) {
        return audience.addresses(List.of(user)).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.failedFuture(
                        new IllegalArgumentException("user: expected somebody else, and no group"));
            }
            SyncActionValue.Builder value = SyncActionValue.newBuilder()
                    .setUserStatusMuteAction(UserStatusMuteAction.newBuilder().setMuted(muted));
            String name = found.iterator().next().toString();
            return appState.change(List.of(AppStateChange.set(COLLECTION, VERSION, value, ACTION, name)));
        });
    }

    /** Whose posts are put aside, up to 10,000. */
    public CompletionStage<List<Jid>> muted() {
        return appState.values(COLLECTION, ACTION, MAX_LISTED)
                .thenApply(actions -> actions.stream()
                        .filter(StatusMuteFeature::isMuted)
                        .map(StatusMuteFeature::user)
                        .toList());
    }
}
