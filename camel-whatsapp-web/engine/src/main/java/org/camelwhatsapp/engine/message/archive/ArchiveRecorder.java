package org.camelwhatsapp.engine.message.archive;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts traffic into the archive, in the same transaction that keeps the message itself. A user is kept under the LID if
 * it is known. What cannot be kept, such as an address that is none, is left out with a line in the log; it never stands
 * in the way of the message. Mailbox only.
 */
public final class ArchiveRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveRecorder.class);
    private static final int MAX_NAMES = 2_000;

    private final Session session;
    private final AddressBook addresses;
    private final boolean enabled;
    private final boolean follows;
    private final BusinessNames businesses;

    /** Names that were written lately, so that not every message writes its sender's; the oldest goes first, of 2,000. */
    private final Map<Jid, String> names;

    public ArchiveRecorder(Session session, AddressBook addresses, ArchiveMode mode) {
        boolean enabled = mode != ArchiveMode.OFF;
        this.follows = mode == ArchiveMode.FOLLOW;
        this.session = session;
        this.names = new BoundedMap<>(session.gauges(), "message.archivedNames", MAX_NAMES);
        this.addresses = addresses;
        this.enabled = enabled;
        this.businesses = new BusinessNames(session, addresses, enabled);
        addresses.listen((number, lid, transaction) -> {
            if (enabled) {
                transaction.archive(new ArchiveWrite.JoinAddresses(number, lid));
            }
        });
    }

    /** The names of businesses. */
    public BusinessNames businesses() {
        return businesses;
    }

    /** Whether anything is kept at all. */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * A message that came or went.
     *
     * @param key who wrote it, where
     * @param at when, milliseconds since 1970
     * @param pushName what the author calls itself, or null
     * @param message the innermost message
     */
    public record Seen(MessageKey key, long at, @Nullable String pushName, Message message) {}

    public void seen(Seen message, MessageStatus status, StoreTransaction transaction) {
        if (!enabled) {
            return;
        }
        try {
            record(Sighting.of(message), status, transaction);
        } catch (IllegalArgumentException e) {
            LOG.debug("session {}: a message is not archived: {}", session.name(), e.getMessage());
        }
    }

    /** As {@link #seen}, for what was read before. */
    void record(Sighting sighting, MessageStatus status, StoreTransaction transaction) {
        Seen seen = sighting.seen();
        MessageKey key = canonical(seen.key());
        MessageContent content = sighting.content();
        if (content instanceof EditContent edit) {
            MessageKey target = new MessageKey(key.chat(), edit.target().id(), key.fromMe(), key.sender());
            transaction.archive(new ArchiveWrite.EditMessage(target, seen.at(), sighting.body(), sighting.words()));
        } else if (content instanceof RevokeContent revoke) {
            transaction.archive(new ArchiveWrite.RevokeMessage(target(key, revoke.target()), seen.at(), author(key)));
        } else if (content instanceof ReactionContent reaction) {
            transaction.archive(new ArchiveWrite.PutReaction(
                    target(key, reaction.target()),
                    author(key),
                    seen.at(),
                    reaction.emoji().getBytes(StandardCharsets.UTF_8)));
        } else if (sighting.isMessage()) {
            transaction.archive(new ArchiveWrite.PutMessage(
                    key, seen.at(), Contents.kind(content), status, sighting.body(), sighting.words()));
            transaction.archive(new ArchiveWrite.TouchChat(ChatChange.active(key.chat(), seen.at())));
        }
        name(key, seen.pushName(), transaction);
    }

    /**
     * The message that a revoke or a reaction speaks of. In a chat of two the writer's "from me" is turned round; in a
     * group the named author counts, and without one the writer is.
     */
    MessageKey target(MessageKey by, MessageKey said) {
        Jid chat = by.chat();
        if (chat.isGroup() || chat.isBroadcast()) {
            Jid sender = said.sender();
            if (sender == null) {
                return new MessageKey(chat, said.id(), by.fromMe(), by.fromMe() ? null : by.sender());
            }
            boolean mine = account().isSelf(sender);
            return new MessageKey(chat, said.id(), mine, mine ? null : addresses.canonical(sender.toUser()));
        }
        boolean mine = by.fromMe() == said.fromMe();
        return new MessageKey(chat, said.id(), mine, mine ? null : chat);
    }

    LinkedAccount account() {
        return session.credentials().requireAccount();
    }

    Jid author(MessageKey key) {
        Jid sender = key.sender();
        return key.fromMe() ? account().lid().toUser() : sender == null ? key.chat() : sender;
    }

    /** The key under which a message is kept. */
    public MessageKey canonical(MessageKey key) {
        Jid sender = key.sender();
        Jid chat = chat(key.chat());
        return new MessageKey(
                chat,
                key.id(),
                key.fromMe(),
                key.fromMe() ? null : sender == null ? chat : addresses.canonical(sender.toUser()));
    }

    /** A setting of a chat changed on some device. */
    public void flags(Jid chat, ChatChange.Flags flags, StoreTransaction transaction) {
        if (enabled) {
            transaction.archive(new ArchiveWrite.TouchChat(ChatChange.set(chat(chat), flags)));
        }
    }

    /** A star was put on a message on some device, or taken away. */
    public void starred(MessageKey key, boolean on, long at, StoreTransaction transaction) {
        if (enabled) {
            transaction.archive(new ArchiveWrite.StarMessage(canonical(key), at, on));
        }
    }

    /** A message was deleted on some device of the account. */
    public void deletedForMe(MessageKey key, StoreTransaction transaction) {
        if (enabled && follows) {
            transaction.archive(new ArchiveWrite.RemoveMessage(canonical(key)));
        }
    }

    /**
     * A chat was emptied or deleted on some device of the account.
     *
     * @param upTo the latest message that is gone, milliseconds since 1970
     * @param starredToo whether those with a star are gone as well
     * @param chatToo whether the chat itself is gone
     */
    public void cleared(Jid chat, long upTo, boolean starredToo, boolean chatToo, StoreTransaction transaction) {
        if (enabled && follows) {
            transaction.archive(new ArchiveWrite.ClearChat(chat(chat), upTo, starredToo, chatToo));
        }
    }

    /** The account's own name for a user changed; empty when there is none any more. */
    public void addressBookName(Jid user, String name, StoreTransaction transaction) {
        if (enabled) {
            transaction.archive(new ArchiveWrite.PutName(
                    chat(user), NameSource.ADDRESS_BOOK, name.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The address under which a chat is kept. */
    public Jid chat(Jid chat) {
        return addresses.canonical(chat.toUser());
    }

    private void name(MessageKey key, @Nullable String pushName, StoreTransaction transaction) {
        if (pushName == null || pushName.isBlank() || pushName.equals("-") || key.fromMe()) {
            return;
        }
        Jid author = author(key);
        if (!pushName.equals(names.put(author, pushName))) {
            byte[] name = pushName.getBytes(StandardCharsets.UTF_8);
            transaction.archive(new ArchiveWrite.PutName(author, NameSource.PUSH, name));
        }
    }

    /** These users' names are gone from the store. */
    void forget(Collection<Jid> users) {
        names.keySet().removeAll(users);
        businesses.forget(users);
    }

    /** The server took or refused a message of one's own. */
    public void answered(Jid chat, String id, MessageStatus status, StoreTransaction transaction) {
        if (enabled) {
            transaction.archive(new ArchiveWrite.RaiseStatus(new MessageKey(chat(chat), id, true, null), status));
        }
    }

    /** Somebody got or read messages. In a group the farthest that anybody got counts. */
    public void receipt(ReceiptReceived receipt) {
        if (!enabled) {
            return;
        }
        ReceiptReceived.Type type = receipt.type();
        MessageStatus status = switch (type) {
            case DELIVERY, INACTIVE -> MessageStatus.DELIVERED;
            case READ -> MessageStatus.READ;
            case PLAYED -> MessageStatus.PLAYED;
            default -> MessageStatus.NONE;
        };
        boolean readHere = type == ReceiptReceived.Type.READ_SELF || type == ReceiptReceived.Type.PLAYED_SELF;
        boolean own = account().isSelf(receipt.participant());
        if (readHere || status != MessageStatus.NONE && !own) {
            addresses.load(List.of(receipt.chat())).thenAccept(v -> write(receipt, readHere ? null : status));
        }
    }

    private void write(ReceiptReceived receipt, @Nullable MessageStatus status) {
        StoreTransaction transaction = session.store().transaction();
        try {
            if (status == null) {
                long at = receipt.timestamp().toEpochMilli();
                transaction.archive(new ArchiveWrite.TouchChat(ChatChange.read(chat(receipt.chat()), at)));
            } else {
                receipt.messageIds().forEach(id -> answered(receipt.chat(), id, status, transaction));
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("session {}: a receipt is not archived: {}", session.name(), e.getMessage());
        }
        session.store().commitLater(transaction);
    }

    /** What came before now in a chat was read on this device. */
    public void readHere(Jid chat) {
        if (enabled) {
            long now = session.environment().time().millis();
            StoreTransaction transaction = session.store().transaction();
            transaction.archive(new ArchiveWrite.TouchChat(ChatChange.read(chat(chat), now)));
            session.store().commit(transaction);
        }
    }
}
