package org.camelwhatsapp.engine.label;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.QuickReplyChanged;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.QuickReplyAction;

/**
 * Keeps the quick replies of a business account. Each change completes when the server has it and fails as
 * {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "App state".
 */
public final class QuickReplyFeature implements Feature {
    /** How many are told at once; a phone makes no more than 50. */
    public static final int MAX_REPLIES = 500;

    private static final String ACTION = "quick_reply";
    private static final int VERSION = 2;

    private final AppStateFeature appState;

    public QuickReplyFeature(AppStateFeature appState) {
        this.appState = appState;
        appState.on(ACTION, QuickReplyFeature::changed);
    }

    private static Event changed(AppStateAction action, StoreTransaction transaction) {
        QuickReplyAction reply = action.value().getQuickReplyAction();
        boolean deleted = !action.set() || reply.getDeleted();
        return new QuickReplyChanged(
                action.part(1), reply.getShortcut(), reply.getMessage(), deleted, action.timestamp());
    }

    /** All quick replies. */
    public CompletionStage<List<QuickReply>> list() {
        return appState.values(AppStateCollection.REGULAR, ACTION, MAX_REPLIES)
                .thenApply(actions -> actions.stream()
                        .filter(action -> !action.value().getQuickReplyAction().getDeleted())
                        .map(QuickReplyFeature::reply)
                        .toList());
    }

    private static QuickReply reply(AppStateAction action) {
        QuickReplyAction reply = action.value().getQuickReplyAction();
        return new QuickReply(action.part(1), reply.getShortcut(), reply.getMessage(), reply.getKeywordsList());
    }

    /** Makes a quick reply, or changes the one with its id. */
    public CompletionStage<Void> save(QuickReply reply) {
        return change(
                reply.id(),
                QuickReplyAction.newBuilder()
                        .setShortcut(reply.shortcut())
                        .setMessage(reply.text())
                        .addAllKeywords(reply.keywords())
                        .setCount(0)
                        .setDeleted(false));
    }

    /** Deletes a quick reply. */
    public CompletionStage<Void> delete(String id) {
        return change(id, QuickReplyAction.newBuilder().setDeleted(true));
    }

    private CompletionStage<Void> change(String id, QuickReplyAction.Builder reply) {
        return appState.change(List.of(AppStateChange.set(
                AppStateCollection.REGULAR,
                VERSION,
                SyncActionValue.newBuilder().setQuickReplyAction(reply),
                ACTION,
                id)));
    }
}
