package org.camelwhatsapp.engine.status;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.StatusPrivacyChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.status.StatusPrivacy.Mode;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.StatusPrivacyAction;
import org.camelwhatsapp.proto.SyncActionValue.StatusPrivacyAction.StatusDistributionMode;

/**
 * Who sees status posts, as the account's devices tell each other. Where none has said anything, the server is asked.
 * Changing fails as {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "Status posts".
 */
public final class StatusPrivacyFeature implements Feature {
    private static final AppStateCollection COLLECTION = AppStateCollection.REGULAR_HIGH;
    private static final String ACTION = "status_privacy";
    private static final int VERSION = 7;

    private final AppStateFeature appState;
    private final StatusAudience audience;

    public StatusPrivacyFeature(AppStateFeature appState, StatusAudience audience) {
        this.appState = appState;
        this.audience = audience;
        audience.preferred(this::shared);
        appState.on(
                ACTION,
                (action, transaction) -> read(action)
                        .map(privacy -> new StatusPrivacyChanged(privacy, action.timestamp()))
                        .orElseThrow(() -> new IllegalArgumentException("another way to choose who sees statuses")));
    }

    private CompletionStage<Optional<StatusPrivacy>> shared() {
        return appState.values(COLLECTION, ACTION, 1)
                .thenApply(actions -> actions.stream().findFirst().flatMap(StatusPrivacyFeature::read));
    }

    /** Nothing for lists that only a phone can read, such as close friends. */
    private static Optional<StatusPrivacy> read(AppStateAction action) {
        StatusPrivacyAction privacy = action.value().getStatusPrivacy();
        if (!action.set() || !privacy.hasMode()) {
            return Optional.empty();
        }
        Mode mode = switch (privacy.getMode()) {
            case CONTACTS -> Mode.CONTACTS;
            case DENY_LIST -> Mode.CONTACTS_EXCEPT;
            case ALLOW_LIST -> Mode.ONLY_WITH;
            default -> null;
        };
        if (mode == null) {
            return Optional.empty();
        }
        List<Jid> users = mode == Mode.CONTACTS
                ? List.of()
                : privacy.getUserJidList().stream()
                        .map(Jid::parse)
                        .map(Jid::toUser)
                        .toList();
        return Optional.of(new StatusPrivacy(mode, users));
    }

    /** Who sees posts unless they say otherwise. */
    public CompletionStage<StatusPrivacy> get() {
        return audience.privacy();
    }

    /**
     * Says who sees posts that do not say it themselves, on all devices of the account.
     *
     * @throws IllegalArgumentException if users are named that the mode has no use for, or none where it needs some
     */
    public CompletionStage<Void> set(StatusPrivacy privacy) {
        if ((privacy.mode() == Mode.CONTACTS) != privacy.users().isEmpty()) {
            throw new IllegalArgumentException(
                    privacy.mode() == Mode.CONTACTS ? "users: expected none" : "users: expected at least one");
        }
        StatusPrivacyAction.Builder action = StatusPrivacyAction.newBuilder()
                .setMode(
                        switch (privacy.mode()) {
                            case CONTACTS -> StatusDistributionMode.CONTACTS;
                            case CONTACTS_EXCEPT -> StatusDistributionMode.DENY_LIST;
                            case ONLY_WITH -> StatusDistributionMode.ALLOW_LIST;
                        });
        return audience.addresses(privacy.users()).thenCompose(users -> {
            users.forEach(user -> action.addUserJid(user.toString()));
            SyncActionValue.Builder value = SyncActionValue.newBuilder().setStatusPrivacy(action);
            return appState.change(List.of(AppStateChange.set(COLLECTION, VERSION, value, ACTION)));
        });
    }
}
