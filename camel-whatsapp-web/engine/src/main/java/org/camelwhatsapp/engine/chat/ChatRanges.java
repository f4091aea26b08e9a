package org.camelwhatsapp.engine.chat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.message.content.MessageKeys;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.proto.SyncActionValue.SyncActionMessage;
import org.camelwhatsapp.proto.SyncActionValue.SyncActionMessageRange;

/**
 * Up to which message a change of a chat counts: the last one that this device kept, or now. A phone that knows of later
 * messages leaves those alone.
 */
final class ChatRanges {
    private final Session session;
    private final ArchiveRecorder archive;

    ChatRanges(Session session, ArchiveRecorder archive) {
        this.session = session;
        this.archive = archive;
    }

    CompletionStage<SyncActionMessageRange> upToNow(Jid chat) {
        MessageFilter last = MessageFilter.ALL.inChat(archive.chat(chat));
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().archive().messages(last, 1))
                .thenApply(rows -> range(chat, rows));
    }

    private SyncActionMessageRange range(Jid chat, List<MessageRow> rows) {
        if (rows.isEmpty()) {
            long now = session.environment().time().millis() / 1000;
            return SyncActionMessageRange.newBuilder()
                    .setLastMessageTimestamp(now)
                    .build();
        }
        MessageRow row = rows.get(0);
        long seconds = row.at() / 1000;
        MessageKey key = new MessageKey(
                chat, row.key().id(), row.key().fromMe(), row.key().sender());
        return SyncActionMessageRange.newBuilder()
                .setLastMessageTimestamp(seconds)
                .addMessages(SyncActionMessage.newBuilder()
                        .setKey(MessageKeys.write(key))
                        .setTimestamp(seconds))
                .build();
    }
}
