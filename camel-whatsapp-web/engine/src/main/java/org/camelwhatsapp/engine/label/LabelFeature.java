package org.camelwhatsapp.engine.label;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.LabelAssigned;
import org.camelwhatsapp.engine.event.LabelChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.LabelEditAction;
import org.jspecify.annotations.Nullable;

/**
 * Makes labels and puts them on chats and messages. Each change completes when the server has it and fails as
 * {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "App state".
 */
public final class LabelFeature implements Feature {
    /** How many labels are told at once; a phone makes no more than 20. */
    public static final int MAX_LABELS = 500;

    private static final String EDIT = "label_edit";
    private static final String CHAT = "label_jid";
    private static final String MESSAGE = "label_message";
    private static final AppStateCollection PLACE = AppStateCollection.REGULAR;
    private static final int VERSION = 3;

    private final AppStateFeature appState;

    public LabelFeature(AppStateFeature appState) {
        this.appState = appState;
        appState.on(EDIT, LabelFeature::edited);
        appState.on(CHAT, LabelFeature::assigned);
        appState.on(MESSAGE, LabelFeature::assigned);
    }

    private static Event edited(AppStateAction action, StoreTransaction transaction) {
        LabelEditAction edit = action.value().getLabelEditAction();
        boolean deleted = !action.set() || edit.getDeleted();
        return new LabelChanged(action.part(1), edit.getName(), edit.getColor(), deleted, action.timestamp());
    }

    private static Event assigned(AppStateAction action, StoreTransaction transaction) {
        boolean on = action.set() && action.value().getLabelAssociationAction().getLabeled();
        String message = action.name().equals(MESSAGE) ? action.part(3) : null;
        return new LabelAssigned(action.part(1), Jid.parse(action.part(2)), message, on, action.timestamp());
    }

    /** All labels. */
    public CompletionStage<List<Label>> list() {
        return appState.values(PLACE, EDIT, MAX_LABELS)
                .thenApply(actions -> actions.stream()
                        .filter(action -> !action.value().getLabelEditAction().getDeleted())
                        .map(LabelFeature::label)
                        .toList());
    }

    private static Label label(AppStateAction action) {
        LabelEditAction edit = action.value().getLabelEditAction();
        return new Label(action.part(1), edit.getName(), Math.min(Label.MAX_COLOR, Math.max(0, edit.getColor())));
    }

    /**
     * Makes a label, or changes the one with its id.
     *
     * @param id null for a new one, which gets the next free number
     * @return the label as it is now
     */
    public CompletionStage<Label> save(@Nullable String id, String name, int color) {
        return id == null
                ? nextId().thenCompose(next -> save(new Label(next, name, color)))
                : save(new Label(id, name, color));
    }

    /** Numbers of deleted labels are not used again. */
    private CompletionStage<String> nextId() {
        return appState.values(PLACE, EDIT, MAX_LABELS)
                .thenApply(actions -> Long.toString(1
                        + actions.stream()
                                .map(action -> action.part(1))
                                .filter(known -> known.matches("[0-9]{1,18}"))
                                .mapToLong(Long::parseLong)
                                .max()
                                .orElse(0)));
    }

    private CompletionStage<Label> save(Label label) {
        LabelEditAction edit = LabelEditAction.newBuilder()
                .setName(label.name())
                .setColor(label.color())
                .setDeleted(false)
                .build();
        return edit(label.id(), edit).thenApply(v -> label);
    }

    /** Deletes a label. */
    public CompletionStage<Void> delete(String id) {
        return edit(id, LabelEditAction.newBuilder().setDeleted(true).build());
    }

    private CompletionStage<Void> edit(String id, LabelEditAction edit) {
        return appState.change(List.of(
                AppStateChange.set(PLACE, VERSION, SyncActionValue.newBuilder().setLabelEditAction(edit), EDIT, id)));
    }

    /** Puts a label on a chat, or takes it away. */
    public CompletionStage<Void> assign(String id, Jid chat, boolean assigned) {
        return associate(assigned, CHAT, id, chat.toUser().toString());
    }

    /** Puts a label on a message, or takes it away. */
    public CompletionStage<Void> assign(String id, Jid chat, String messageId, boolean assigned) {
        return associate(assigned, MESSAGE, id, chat.toUser().toString(), messageId, "0", "0");
    }

    private CompletionStage<Void> associate(boolean assigned, String... index) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder()
                .setLabelAssociationAction(
                        SyncActionValue.LabelAssociationAction.newBuilder().setLabeled(assigned));
        return appState.change(List.of(AppStateChange.set(PLACE, VERSION, value, index)));
    }
}
