package org.camelwhatsapp.engine.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one part of the history in: addresses first, then everything else, batch by batch. All of it may be done again
 * without harm, so a part that was interrupted begins anew. Used once, from the mailbox.
 */
final class HistoryIngest {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryIngest.class);
    /** How many messages are between two reports. */
    private static final long REPORT_EVERY = 5_000;

    private final Session session;
    private final Needs needs;
    private final LongConsumer progress;
    private long messages;
    private long chats;
    private long names;
    private long reported;

    /**
     * Where everything goes.
     *
     * @param learn what else is done with a batch that is durable
     */
    record Needs(
            AddressBook addresses,
            ArchiveRecorder recorder,
            HistoryLimits limits,
            Function<HistoryBatch, CompletionStage<Void>> learn) {}

    /** What was taken in. */
    record Counts(long messages, long chats, long names) {}

    /** @param progress told, on the mailbox, how many messages are durable, every 5,000 */
    HistoryIngest(Session session, Needs needs, LongConsumer progress) {
        this.session = session;
        this.needs = needs;
        this.progress = progress;
    }

    /**
     * Reads the part; the source stays open.
     *
     * @param current whether the part says how things stand now
     */
    CompletionStage<Counts> run(HistorySource source, boolean current) {
        Jid self = session.credentials().requireAccount().lid().toUser();
        return pass(source, false, reader -> {
                    AddressPass pass = new AddressPass(reader);
                    return new BatchLoop<>(session, pass::next, this::learn);
                })
                .thenCompose(v -> pass(source, true, reader -> {
                    BatchReader batches = new BatchReader(reader, self, current);
                    return new BatchLoop<>(session, batches::next, this::write);
                }))
                .thenApply(v -> new Counts(messages, chats, names));
    }

    private interface Loop {
        BatchLoop<?> over(HistoryReader reader);
    }

    private CompletionStage<Void> pass(HistorySource source, boolean withMessages, Loop loop) {
        HistoryReader reader;
        try {
            reader = new HistoryReader(source.open(), needs.limits(), withMessages);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
        return loop.over(reader).run().whenComplete((v, failure) -> {
            try {
                reader.close();
            } catch (IOException e) {
                LOG.debug("session {}: a part of the history was not closed", session.name(), e);
            }
        });
    }

    private CompletionStage<Void> learn(List<AddressPass.Pair> pairs) {
        return needs.addresses().load(AddressPass.users(pairs)).thenCompose(v -> {
            StoreTransaction transaction = session.store().transaction();
            pairs.forEach(pair -> needs.addresses().learn(pair.one(), pair.other(), transaction));
            return commit(transaction);
        });
    }

    private CompletionStage<Void> write(HistoryBatch batch) {
        return needs.addresses().load(batch.users()).thenCompose(v -> {
            StoreTransaction transaction = session.store().transaction();
            batch.write(needs.recorder(), session.store(), transaction);
            return commit(transaction)
                    .thenCompose(w -> needs.learn().apply(batch))
                    .thenRun(() -> count(batch));
        });
    }

    private CompletionStage<Void> commit(StoreTransaction transaction) {
        return transaction.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    private void count(HistoryBatch batch) {
        messages += batch.messages();
        chats += batch.chats();
        names += batch.names();
        if (messages - reported >= REPORT_EVERY) {
            reported = messages;
            progress.accept(messages);
        }
    }
}
