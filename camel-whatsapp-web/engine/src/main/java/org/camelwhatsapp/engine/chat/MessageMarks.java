package org.camelwhatsapp.engine.chat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.MessageDeletedForMe;
import org.camelwhatsapp.engine.event.MessageStarred;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncActionValue;

/**
 * Puts stars on messages and deletes messages for the own account, on all its devices. Each call completes when the server
 * has the change and fails as {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "App state".
 */
public final class MessageMarks implements Feature {
    /** How many starred messages are told at once. */
    public static final int MAX_STARRED = 1_000;

    private static final String STAR = "star";
    private static final String DELETE = "deleteMessageForMe";
    private static final String NOBODY = "0";

    private final Session session;
    private final AppStateFeature appState;
    private final ArchiveRecorder archive;

    public MessageMarks(Session session, AppStateFeature appState, ArchiveRecorder archive) {
        this.session = session;
        this.appState = appState;
        this.archive = archive;
        appState.on(STAR, this::starred);
        appState.on(DELETE, this::deleted);
    }

    private Event starred(AppStateAction action, StoreTransaction transaction) {
        boolean on = action.set() && action.value().getStarAction().getStarred();
        MessageKey key = key(action);
        archive.starred(key, on, action.value().getTimestamp(), transaction);
        return new MessageStarred(key, on, action.timestamp());
    }

    private Event deleted(AppStateAction action, StoreTransaction transaction) {
        boolean media = action.value().getDeleteMessageForMeAction().getDeleteMedia();
        MessageKey key = key(action);
        if (action.set()) {
            archive.deletedForMe(key, transaction);
        }
        return new MessageDeletedForMe(key, media, action.timestamp());
    }

    private static MessageKey key(AppStateAction action) {
        String participant = action.part(4);
        return new MessageKey(
                Jid.parse(action.part(1)),
                action.part(2),
                action.part(3).equals("1"),
                participant.equals(NOBODY) ? null : Jid.parse(participant));
    }

    private static String[] index(String action, MessageKey key) {
        Jid sender = key.sender();
        return new String[] {
            action,
            key.chat().toUser().toString(),
            key.id(),
            key.fromMe() ? "1" : "0",
            sender == null || key.fromMe() || !key.chat().isGroup()
                    ? NOBODY
                    : sender.toUser().toString()
        };
    }

    /** Puts a star on a message, or takes it away. */
    public CompletionStage<Void> star(MessageKey key, boolean starred) {
        return appState.change(List.of(AppStateChange.set(
                AppStateCollection.REGULAR_HIGH,
                2,
                SyncActionValue.newBuilder()
                        .setStarAction(SyncActionValue.StarAction.newBuilder().setStarred(starred)),
                index(STAR, key))));
    }

    /** Messages with a star, at most 1,000. */
    public CompletionStage<List<MessageKey>> starred() {
        return appState.values(AppStateCollection.REGULAR_HIGH, STAR, MAX_STARRED)
                .thenApply(actions -> actions.stream()
                        .filter(action -> action.value().getStarAction().getStarred())
                        .map(MessageMarks::key)
                        .toList());
    }

    /** Deletes a message on all devices of the account; others keep it. */
    public CompletionStage<Void> deleteForMe(MessageKey key, boolean mediaToo) {
        long now = session.environment().time().millis() / 1000;
        return appState.change(List.of(AppStateChange.set(
                AppStateCollection.REGULAR_HIGH,
                3,
                SyncActionValue.newBuilder()
                        .setDeleteMessageForMeAction(SyncActionValue.DeleteMessageForMeAction.newBuilder()
                                .setDeleteMedia(mediaToo)
                                .setMessageTimestamp(now)),
                index(DELETE, key))));
    }
}
