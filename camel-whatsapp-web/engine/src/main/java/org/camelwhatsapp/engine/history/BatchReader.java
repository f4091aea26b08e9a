package org.camelwhatsapp.engine.history;

import java.io.IOException;
import org.camelwhatsapp.engine.message.archive.HistoricMessage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.jspecify.annotations.Nullable;

/** The second reading of a part: everything but the addresses, in batches. On the blocking pool, one call at a time. */
final class BatchReader {
    /** What a name without a name is sent as. */
    private static final String NO_NAME = "-";

    private final HistoryReader reader;
    private final Jid self;
    /** Older messages that were asked for say nothing about how a chat stands now. */
    private final boolean current;

    private long latest;
    private long skipped;

    /**
     * @param self the own account's address
     * @param current whether the part says how things stand now
     */
    BatchReader(HistoryReader reader, Jid self, boolean current) {
        this.reader = reader;
        this.self = self;
        this.current = current;
    }

    /** How many messages were left out because they have no usable name. */
    long skipped() {
        return skipped;
    }

    /** The next batch, or null. */
    @Nullable
    HistoryBatch next() throws IOException {
        HistoryBatch batch = new HistoryBatch();
        while (!batch.isFull()) {
            HistoryItem item = reader.next();
            if (item == null) {
                return batch.isEmpty() ? null : batch;
            }
            take(item, batch);
        }
        return batch;
    }

    private void take(HistoryItem item, HistoryBatch batch) {
        if (item instanceof HistoryItem.ChatMessage message) {
            message(message.chat(), message.message(), batch);
        } else if (item instanceof HistoryItem.StatusPost post) {
            message(Jid.STATUS.toString(), post.message(), batch);
            latest = 0;
        } else if (item instanceof HistoryItem.Chat chat) {
            HistoricChat read = HistoricChat.of(chat.conversation(), latest);
            if (read != null && current) {
                batch.add(read);
            }
            latest = 0;
        } else if (item instanceof HistoryItem.PushName name) {
            name(name.name().getId(), NameSource.PUSH, name.name().getPushname(), batch);
        } else if (item instanceof HistoryItem.Contact contact) {
            String id = contact.contact().getLidJid().isEmpty()
                    ? contact.contact().getPnJid()
                    : contact.contact().getLidJid();
            name(id, NameSource.ADDRESS_BOOK, contact.contact().getFullName(), batch);
        } else if (item instanceof HistoryItem.PastMembers past) {
            batch.add(past.participants());
        } else if (item instanceof HistoryItem.Remainder rest
                && current
                && !rest.fields().getNctSalt().isEmpty()) {
            batch.salt(rest.fields().getNctSalt().toByteArray());
        }
    }

    private void message(String chat, WebMessageInfo info, HistoryBatch batch) {
        HistoricMessage read = HistoricMessage.of(chat, info, self);
        if (read == null) {
            skipped++;
        } else {
            latest = Math.max(latest, read.at());
            batch.add(read);
        }
    }

    private static void name(String id, NameSource source, String name, HistoryBatch batch) {
        Jid user = HistoricChat.address(id);
        if (user != null && user.isUser() && !name.isBlank() && !name.equals(NO_NAME)) {
            batch.add(new HistoryBatch.Name(user, source, name));
        }
    }
}
