package org.camelwhatsapp.engine.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.event.ChatChanged;
import org.camelwhatsapp.engine.event.ChatChanged.Setting;
import org.camelwhatsapp.engine.event.ChatRemoved;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.ChatChange.Flags;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.SyncActionMessageRange;
import org.jspecify.annotations.Nullable;

/**
 * Pins, mutes, archives, marks, locks, empties and deletes chats, for all devices of the account. Each call completes
 * when the server has the change and fails as {@link AppStateFeature#change} says. Mailbox only. Source:
 * docs/protocol.md, "App state".
 */
public final class ChatFeature implements Feature {
    private static final String PIN = "pin_v1";
    private static final String MUTE = "mute";
    private static final String ARCHIVE = "archive";
    private static final String READ = "markChatAsRead";
    private static final String LOCK = "lock";
    private static final String CLEAR = "clearChat";
    private static final String DELETE = "deleteChat";
    private static final long FOR_EVER = -1;

    private final AppStateFeature appState;
    private final ArchiveRecorder archive;
    private final ChatRanges ranges;

    public ChatFeature(Session session, AppStateFeature appState, ArchiveRecorder archive) {
        this.appState = appState;
        this.archive = archive;
        this.ranges = new ChatRanges(session, archive);
        appState.on(PIN, setting(Setting.PINNED, v -> v.getPinAction().getPinned(), ChatFeature::pinned)::take);
        appState.on(MUTE, this::muted);
        appState.on(
                ARCHIVE,
                setting(
                        Setting.ARCHIVED,
                        v -> v.getArchiveChatAction().getArchived(),
                        (on, at) -> new Flags(null, on, null, null, null))::take);
        appState.on(
                READ,
                setting(
                        Setting.READ,
                        v -> v.getMarkChatAsReadAction().getRead(),
                        (on, at) -> new Flags(!on, null, null, null, null))::take);
        appState.on(
                LOCK, setting(Setting.LOCKED, v -> v.getLockChatAction().getLocked(), (on, at) -> Flags.NONE)::take);
        appState.on(CLEAR, this::cleared);
        appState.on(DELETE, this::deleted);
    }

    private static Flags pinned(boolean on, long at) {
        return new Flags(null, null, on ? Math.max(1, at) : 0, null, null);
    }

    private interface Switch {
        boolean on(SyncActionValue value);
    }

    /** How an action of two states is taken. */
    private record Taker(
            ArchiveRecorder archive, Setting setting, Switch state, BiFunction<Boolean, Long, Flags> flags) {
        Event take(AppStateAction action, StoreTransaction transaction) {
            Jid chat = Jid.parse(action.part(1));
            boolean on = action.set() && state.on(action.value());
            archive.flags(chat, flags.apply(on, action.value().getTimestamp()), transaction);
            return new ChatChanged(chat, setting, on, null, action.timestamp());
        }
    }

    private Taker setting(Setting setting, Switch state, BiFunction<Boolean, Long, Flags> flags) {
        return new Taker(archive, setting, state, flags);
    }

    private Event muted(AppStateAction action, StoreTransaction transaction) {
        Jid chat = Jid.parse(action.part(1));
        SyncActionValue.MuteAction mute = action.value().getMuteAction();
        boolean on = action.set() && mute.getMuted();
        long end = on ? mute.getMuteEndTimestamp() : 0;
        archive.flags(chat, new Flags(null, null, null, on && end == 0 ? FOR_EVER : end, null), transaction);
        Instant until = end > 0 ? Times.ofMillis(end) : null;
        return new ChatChanged(chat, Setting.MUTED, on, until, action.timestamp());
    }

    /** When the latest message was there that is gone, milliseconds since 1970. */
    private static long upTo(SyncActionMessageRange range, AppStateAction action) {
        long last = Math.max(range.getLastMessageTimestamp(), range.getLastSystemMessageTimestamp());
        return last > 0 ? last * 1_000 + 999 : action.value().getTimestamp();
    }

    private Event cleared(AppStateAction action, StoreTransaction transaction) {
        Jid chat = Jid.parse(action.part(1));
        boolean starredToo = action.part(2).equals("1");
        if (action.set()) {
            long upTo = upTo(action.value().getClearChatAction().getMessageRange(), action);
            archive.cleared(chat, upTo, starredToo, false, transaction);
        }
        return new ChatRemoved(chat, true, starredToo, action.part(3).equals("1"), action.timestamp());
    }

    private Event deleted(AppStateAction action, StoreTransaction transaction) {
        Jid chat = Jid.parse(action.part(1));
        boolean media = action.part(2).equals("1");
        if (action.set()) {
            long upTo = upTo(action.value().getDeleteChatAction().getMessageRange(), action);
            archive.cleared(chat, upTo, true, true, transaction);
        }
        return new ChatRemoved(chat, false, true, media, action.timestamp());
    }

    /** Keeps a chat at the top of the list, or no longer. */
    public CompletionStage<Void> pin(Jid chat, boolean pinned) {
        return appState.change(List.of(pinChange(chat, pinned)));
    }

    private static AppStateChange pinChange(Jid chat, boolean pinned) {
        return AppStateChange.set(
                AppStateCollection.REGULAR_LOW,
                5,
                SyncActionValue.newBuilder()
                        .setPinAction(SyncActionValue.PinAction.newBuilder().setPinned(pinned)),
                PIN,
                name(chat));
    }

    private static String name(Jid chat) {
        return chat.toUser().toString();
    }

    /**
     * Makes a chat silent, or no longer.
     *
     * @param until when it ends by itself, or null for never
     */
    public CompletionStage<Void> mute(Jid chat, boolean muted, @Nullable Instant until) {
        SyncActionValue.MuteAction.Builder mute =
                SyncActionValue.MuteAction.newBuilder().setMuted(muted);
        if (muted) {
            mute.setMuteEndTimestamp(until == null ? FOR_EVER : until.toEpochMilli());
        }
        return appState.change(List.of(AppStateChange.set(
                AppStateCollection.REGULAR_HIGH,
                2,
                SyncActionValue.newBuilder().setMuteAction(mute),
                MUTE,
                name(chat))));
    }

    /** Puts a chat away, or takes it back. A chat that is put away is no longer pinned. */
    public CompletionStage<Void> archive(Jid chat, boolean archived) {
        return ranges.upToNow(chat).thenCompose(range -> {
            List<AppStateChange> changes = new ArrayList<>();
            changes.add(AppStateChange.set(
                    AppStateCollection.REGULAR_LOW,
                    3,
                    SyncActionValue.newBuilder()
                            .setArchiveChatAction(SyncActionValue.ArchiveChatAction.newBuilder()
                                    .setArchived(archived)
                                    .setMessageRange(range)),
                    ARCHIVE,
                    name(chat)));
            if (archived) {
                changes.add(pinChange(chat, false));
            }
            return appState.change(changes);
        });
    }

    /** Marks a chat as read or unread in the list; no receipts are sent. */
    public CompletionStage<Void> markRead(Jid chat, boolean read) {
        return ranges.upToNow(chat)
                .thenCompose(range -> appState.change(List.of(AppStateChange.set(
                        AppStateCollection.REGULAR_LOW,
                        3,
                        SyncActionValue.newBuilder()
                                .setMarkChatAsReadAction(SyncActionValue.MarkChatAsReadAction.newBuilder()
                                        .setRead(read)
                                        .setMessageRange(range)),
                        READ,
                        name(chat)))));
    }

    /** Hides a chat behind the phone's lock, or no longer. */
    public CompletionStage<Void> lock(Jid chat, boolean locked) {
        return appState.change(List.of(AppStateChange.set(
                AppStateCollection.REGULAR_LOW,
                7,
                SyncActionValue.newBuilder()
                        .setLockChatAction(
                                SyncActionValue.LockChatAction.newBuilder().setLocked(locked)),
                LOCK,
                name(chat))));
    }

    /** Empties a chat for all devices of the account; others keep theirs. */
    public CompletionStage<Void> clear(Jid chat, boolean starredToo, boolean mediaToo) {
        return removed(
                chat,
                range -> SyncActionValue.newBuilder()
                        .setClearChatAction(
                                SyncActionValue.ClearChatAction.newBuilder().setMessageRange(range)),
                CLEAR,
                name(chat),
                bit(starredToo),
                bit(mediaToo));
    }

    /** Deletes a chat for all devices of the account; others keep theirs. */
    public CompletionStage<Void> delete(Jid chat, boolean mediaToo) {
        return removed(
                chat,
                range -> SyncActionValue.newBuilder()
                        .setDeleteChatAction(
                                SyncActionValue.DeleteChatAction.newBuilder().setMessageRange(range)),
                DELETE,
                name(chat),
                bit(mediaToo));
    }

    private interface Ranged {
        SyncActionValue.Builder value(SyncActionMessageRange range);
    }

    private CompletionStage<Void> removed(Jid chat, Ranged value, String... index) {
        return ranges.upToNow(chat)
                .thenCompose(range -> appState.change(
                        List.of(AppStateChange.set(AppStateCollection.REGULAR_HIGH, 6, value.value(range), index))));
    }

    private static String bit(boolean on) {
        return on ? "1" : "0";
    }
}
