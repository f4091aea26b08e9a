package org.camelwhatsapp.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.InboxJournal;
import org.camelwhatsapp.engine.store.Outbox;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.SentMessages;

/** The inbox, the outbox and the sent messages of a {@link MemoryStore}, as they are on its disk. */
public final class MemoryMail {
    /** Messages that came and are not done, by number. */
    public final TreeMap<Long, InboxEntry> inbox = new TreeMap<>();

    /** Messages that the server has not answered. */
    public final Map<String, OutboxEntry> outbox = new LinkedHashMap<>();

    /** What was written to the archive, in order. */
    public final List<ArchiveWrite> archiveWrites = new ArrayList<>();

    private final Map<String, SentMessage> sent = new HashMap<>();
    private long lastId;

    /** Whether a message was accepted for sending and not answered. */
    public boolean isInOutbox(String id) {
        return outbox.containsKey(id);
    }

    /** How many received messages the listeners are not done with. */
    public int undelivered() {
        return inbox.size();
    }

    InboxJournal inbox() {
        return MemoryStore.proxy(InboxJournal.class, (method, arguments) -> switch (method) {
            case "pending" ->
                inbox.tailMap((Long) arguments[0], false).values().stream()
                        .limit((Integer) arguments[1])
                        .toList();
            case "lastId" -> inbox.isEmpty() ? lastId : Math.max(lastId, inbox.lastKey());
            case "depth" -> (long) inbox.size();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    Outbox outbox() {
        return MemoryStore.proxy(Outbox.class, (method, arguments) -> switch (method) {
            case "pending" -> List.copyOf(outbox.values());
            case "depth" -> (long) outbox.size();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    SentMessages sentMessages() {
        return MemoryStore.proxy(SentMessages.class, (method, arguments) -> switch (method) {
            case "find" -> sent.get(arguments[0]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** What a call on a transaction does once it is committed. */
    Runnable write(String method, Object argument) {
        return switch (method) {
            case "append" -> () -> append((InboxEntry) argument);
            case "inboxDone" -> () -> inbox.remove(argument);
            case "inboxFailed" -> () -> inbox.computeIfPresent((Long) argument, (id, entry) -> failed(entry));
            case "outboxDone" -> () -> outbox.remove(argument);
            case "put" ->
                argument instanceof OutboxEntry entry
                        ? () -> outbox.put(entry.messageId(), entry)
                        : () -> sent.put(((SentMessage) argument).messageId(), (SentMessage) argument);
            case "archive" -> () -> archiveWrites.add((ArchiveWrite) argument);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private void append(InboxEntry entry) {
        if (entry.id() <= lastId) {
            throw new AssertionError("an entry of the inbox has the id of another");
        }
        lastId = entry.id();
        inbox.put(entry.id(), entry);
    }

    private static InboxEntry failed(InboxEntry entry) {
        return new InboxEntry(
                entry.id(), entry.ciphertextHash(), entry.payload(), entry.receivedAtMillis(), entry.attempts() + 1);
    }
}
