package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.LongAdder;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the reading parts of one session share. Thread-safe. */
final class SessionReads {
    private static final Logger LOG = LoggerFactory.getLogger(SessionReads.class);

    private final Database database;
    private final OwnedSession owner;
    private final Sealer ciphers;
    private final Fence fence;
    private final LongAdder damaged;
    private volatile boolean closed;

    SessionReads(Database database, OwnedSession owner, Sealer ciphers, LongAdder damaged) {
        this.database = database;
        this.owner = owner;
        this.ciphers = ciphers;
        this.fence = new Fence(database.dialect());
        this.damaged = damaged;
    }

    OwnedSession owner() {
        return owner;
    }

    Sealer ciphers() {
        return ciphers;
    }

    /** Reads, as long as the session is open and owned: somebody else's state must not be taken for one's own. */
    <T> T read(Database.Work<T> work) {
        check();
        return database.read(work);
    }

    /** Deletes what has had its time, under the fence. */
    int purge(Database.Work<Integer> work) {
        return writeNow(work);
    }

    /** Writes past the queue of commits, under the fence: only what no commit writes too. Blocks. */
    int writeNow(Database.Work<Integer> work) {
        check();
        return database.write(sql -> {
            fence.check(sql, owner);
            return work.run(sql);
        });
    }

    private void check() {
        if (closed) {
            throw new StoreException(Kind.UNAVAILABLE, "the session is closed", null);
        }
        if (owner.isFenced()) {
            throw Fence.fenced();
        }
    }

    /** The number that a statement with the session as its only parameter gives. */
    long count(String text) {
        return read(sql -> {
            PreparedStatement statement = sql.prepare(text);
            statement.setLong(1, owner.id());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0L;
            }
        });
    }

    /** A damaged record is left out of a list, so that it does not stand in the way of the others. It is not deleted. */
    void damaged(String table, StoreException reason) {
        damaged.increment();
        LOG.error("session {}: a record of {} is damaged and left out: {}", owner.name(), table, reason.code());
    }

    void close() {
        closed = true;
    }
}
