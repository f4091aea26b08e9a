package org.camelwhatsapp.engine.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * Group commit: gathers the transactions that wait into one database transaction, so that many of them share one disk
 * write. One worker at a time on the blocking pool, which ends when the queue is empty.
 *
 * <p>All transactions of one device go through one lane, so they take effect in order. When a batch fails its members are
 * tried one by one, so that one bad record does not fail the others. The queue is bounded; a commit beyond that fails.
 */
final class WriterLane {
    private static final int CAPACITY = 16_384;
    private static final int MAX_BATCH = 512;

    private record Pending(JdbcDeviceStore device, JdbcTransaction transaction, CompletableFuture<Void> done) {}

    private final HikariDataSource source;
    private final Environment environment;
    private final Executor executor;
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    private boolean working;

    WriterLane(HikariDataSource source, Environment environment) {
        this.source = source;
        this.environment = environment;
        this.executor = environment.scheduling().blocking();
    }

    /** How many transactions wait. */
    int depth() {
        synchronized (queue) {
            return queue.size();
        }
    }

    CompletionStage<Void> commit(JdbcDeviceStore device, JdbcTransaction transaction) {
        Pending pending = new Pending(device, transaction, new CompletableFuture<>());
        synchronized (queue) {
            if (queue.size() >= CAPACITY) {
                return CompletableFuture.failedFuture(new StoreException(
                        StoreException.Kind.UNAVAILABLE, "more than " + CAPACITY + " commits wait for the disk", null));
            }
            queue.add(pending);
            if (working) {
                return pending.done;
            }
            working = true;
        }
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException e) {
            synchronized (queue) {
                working = false;
                queue.remove(pending);
            }
            return CompletableFuture.failedFuture(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "no thread for the commit", e));
        }
        return pending.done;
    }

    private void work() {
        while (true) {
            List<Pending> batch = new ArrayList<>();
            synchronized (queue) {
                while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
                    batch.add(queue.poll());
                }
                if (batch.isEmpty()) {
                    working = false;
                    return;
                }
            }
            write(batch);
        }
    }

    private void write(List<Pending> batch) {
        try {
            writeTogether(batch);
            batch.forEach(pending -> pending.done.complete(null));
        } catch (StoreException e) {
            if (batch.size() == 1) {
                Pending failed = batch.get(0);
                failed.device.poison(e);
                failed.done.completeExceptionally(e);
            } else {
                batch.forEach(pending -> write(List.of(pending)));
            }
        }
    }

    private void writeTogether(List<Pending> batch) {
        long now = environment.time().millis();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (StatementBatch statements = new StatementBatch(connection)) {
                Set<JdbcDeviceStore> devices = new LinkedHashSet<>();
                batch.forEach(pending -> devices.add(pending.device));
                for (JdbcDeviceStore device : devices) {
                    device.checkOwnership(connection);
                }
                for (Pending pending : batch) {
                    new TransactionWriter(pending.device, statements).write(pending.transaction, now);
                }
                statements.flush();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlErrors.translate("commit", e);
        }
    }
}
