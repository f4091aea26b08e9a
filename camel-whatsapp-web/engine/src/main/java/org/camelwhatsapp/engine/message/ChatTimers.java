package org.camelwhatsapp.engine.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;

/**
 * After what time messages of a chat vanish. For a group that is a setting of the group; for others, what either side said
 * last, kept in the store. Mailbox only. Source: docs/protocol.md, "Messages out".
 */
final class ChatTimers {
    private static final int CAPACITY = 10_000;

    private final Session session;
    private final AddressBook addresses;
    private final GroupFeature groups;
    /** By chat; the one used longest ago goes first, the store still has it. */
    private final BoundedMap<Jid, Timer> timers;

    /**
     * A chat's timer.
     *
     * @param seconds after which messages vanish, 0 for never
     * @param setAtSeconds when that was said, in seconds since 1970; 0 if never
     */
    record Timer(long seconds, long setAtSeconds) {
        static final Timer NONE = new Timer(0, 0);

        byte[] encode() {
            return (seconds + " " + setAtSeconds).getBytes(StandardCharsets.US_ASCII);
        }

        static Timer decode(byte[] bytes) {
            String[] words = new String(bytes, StandardCharsets.US_ASCII).split(" ", -1);
            return words.length == 2 ? new Timer(Long.parseLong(words[0]), Long.parseLong(words[1])) : NONE;
        }
    }

    ChatTimers(Session session, AddressBook addresses, GroupFeature groups) {
        this.session = session;
        this.addresses = addresses;
        this.groups = groups;
        this.timers = new BoundedMap<>(session.gauges(), "message.chatTimers", CAPACITY);
    }

    /** The timer of a chat. */
    CompletionStage<Timer> of(Jid chat) {
        if (chat.isGroup()) {
            return groups.info(chat).thenApply(info -> {
                var after = info.settings().disappearing();
                return after == null ? Timer.NONE : new Timer(after.toSeconds(), 0);
            });
        }
        if (!chat.isUser()) {
            return CompletableFuture.completedFuture(Timer.NONE);
        }
        Jid key = addresses.canonical(chat.toUser());
        Timer known = timers.get(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        // What was said before the LID was known stands under the number.
        Jid other = key.isLid() ? addresses.alternate(key) : null;
        Jid older = other == null ? key : other;
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().chatSettings().getMany(Set.copyOf(List.of(key, older))))
                .thenApply(found -> {
                    byte[] stored = found.getOrDefault(key, found.get(older));
                    Timer before = found.containsKey(key) ? null : timers.get(older);
                    Timer kept = before != null ? before : stored == null ? Timer.NONE : Timer.decode(stored);
                    // A message that came meanwhile knows better.
                    Timer newer = timers.get(key);
                    Timer timer = newer != null ? newer : kept;
                    timers.put(key, timer);
                    return timer;
                });
    }

    /** Takes in what a message says about the chat's timer, sent or received; the write goes into the transaction. */
    void learn(Jid chat, Message message, StoreTransaction transaction) {
        if (!chat.isUser()) {
            return;
        }
        Message inner = Wrappers.unwrap(message);
        if (inner.hasProtocolMessage()
                && inner.getProtocolMessage().getType() == Message.ProtocolMessage.Type.EPHEMERAL_SETTING) {
            Message.ProtocolMessage setting = inner.getProtocolMessage();
            long seconds = Integer.toUnsignedLong(setting.getEphemeralExpiration());
            take(chat, new Timer(seconds, setting.getEphemeralSettingTimestamp()), transaction);
            return;
        }
        ContextInfo info = MessageContexts.info(inner);
        if (info != null && info.hasExpiration() && info.hasEphemeralSettingTimestamp()) {
            long seconds = Integer.toUnsignedLong(info.getExpiration());
            take(chat, new Timer(seconds, info.getEphemeralSettingTimestamp()), transaction);
        }
    }

    /** Takes in what the history of a chat says; older than what is known, it changes nothing. */
    CompletionStage<Void> learn(Jid chat, long seconds, long setAtSeconds) {
        return of(chat).thenCompose(known -> {
            StoreTransaction transaction = session.store().transaction();
            take(chat, new Timer(seconds, setAtSeconds), transaction);
            return transaction.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : Futures.on(session.mailbox(), session.store().commit(transaction));
        });
    }

    private void take(Jid chat, Timer timer, StoreTransaction transaction) {
        Jid key = addresses.canonical(chat.toUser());
        Timer known = timers.get(key);
        if (known != null && known.setAtSeconds() >= timer.setAtSeconds()) {
            return;
        }
        timers.put(key, timer);
        transaction.put(session.store().chatSettings(), key, timer.encode());
    }
}
