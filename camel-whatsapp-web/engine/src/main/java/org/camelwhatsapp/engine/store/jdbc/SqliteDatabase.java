package org.camelwhatsapp.engine.store.jdbc;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file: exactly one connection writes, a few others read beside it.
 *
 * <p>The journal is a write-ahead log with {@code synchronous=FULL}: a commit that returned survives a power cut. With
 * NORMAL the last commits may be lost, and with them the counters of keys that were used.
 */
final class SqliteDatabase implements Database {
    private static final int PAGE_BYTES = 4096;

    /** In KiB when negative. The default of 2 MiB is less than what a hundred busy sessions touch. */
    private static final int WRITER_CACHE = -16_384;

    /** 16 MiB of log: a page that many commits touched is written back once. */
    private static final int PAGES_PER_CHECKPOINT = 4_096;

    private final JdbcStoreLimits limits;
    private final FileOwnership ownership;
    private final SQLiteDataSource source;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ReadPermits readers;
    private final Deque<SqlSession> idleReaders = new ConcurrentLinkedDeque<>();
    private @Nullable SqlSession writer;
    private volatile boolean closed;

    SqliteDatabase(JdbcStoreOptions options) {
        limits = options.limits();
        Path file = fileOf(options.url())
                .orElseThrow(() -> new IllegalArgumentException("the store needs a SQLite file, not memory"));
        ownership = FileOwnership.take(file);
        readers = new ReadPermits(limits);
        source = new SQLiteDataSource(config());
        source.setUrl(options.url());
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(
                (int) Math.min(Integer.MAX_VALUE, limits.patience().toMillis()));
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // Otherwise the driver asks for the last row id, with a statement of its own, after every insert.
        config.setGetGeneratedKeys(false);
        if (limits.maxDatabaseBytes() > 0) {
            long pages = Math.max(1, limits.maxDatabaseBytes() / PAGE_BYTES);
            config.setMaxPageCount((int) Math.min(Integer.MAX_VALUE, pages));
        }
        return config;
    }

    /** The file of a URL, or empty for a database in memory. */
    static Optional<Path> fileOf(String url) {
        String name = url.substring(Dialect.SQLITE.prefix().length());
        int query = name.indexOf('?');
        String plain = query < 0 ? name : name.substring(0, query);
        try {
            return plain.isEmpty() || plain.startsWith(":") || plain.startsWith("file:")
                    ? Optional.empty()
                    : Optional.of(Path.of(plain));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the URL of the store names no file", e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public DataSource dataSource() {
        return source;
    }

    @Override
    public <T> T read(Work<T> work) {
        return readers.with(() -> {
            checkOpen();
            try {
                return readWith(idleReaders.pollFirst(), work);
            } catch (SQLException e) {
                throw SqlErrors.translate(e);
            }
        });
    }

    private <T> T readWith(@Nullable SqlSession idle, Work<T> work) throws SQLException {
        SqlSession session = idle == null ? newReader() : idle;
        boolean sound = false;
        try {
            T result = work.run(session);
            sound = true;
            return result;
        } finally {
            if (sound && !closed) {
                idleReaders.addFirst(session);
            } else {
                session.close();
            }
        }
    }

    private SqlSession newReader() throws SQLException {
        SqlSession session = new SqlSession(source.getConnection());
        session.execute("PRAGMA query_only = ON");
        return session;
    }

    @Override
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            checkOpen();
            SqlSession session = openWriter();
            try {
                // The driver begins the next transaction, and takes the lock, together with commit(): so no commit(),
                // but
                // the change to auto-commit, which ends the transaction in the same way.
                session.connection().setAutoCommit(false);
                T result = work.run(session);
                session.connection().setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(session, e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        } finally {
            writing.unlock();
        }
    }

    private SqlSession openWriter() throws SQLException {
        if (writer == null) {
            writer = new SqlSession(source.getConnection());
            writer.execute("PRAGMA cache_size = " + WRITER_CACHE);
            writer.execute("PRAGMA wal_autocheckpoint = " + PAGES_PER_CHECKPOINT);
        }
        return writer;
    }

    /**
     * Closing the connection rolls back. It is not used again: when a commit failed, the driver and the database may
     * disagree on whether a transaction is open.
     */
    private void rollBack(SqlSession session, Throwable reason) {
        writer = null;
        try {
            session.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException(Kind.UNAVAILABLE, "the store is closed", null);
        }
    }

    /** Waits for the write in progress. Reads in progress close their own connection. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            for (SqlSession idle = idleReaders.pollFirst(); idle != null; idle = idleReaders.pollFirst()) {
                idle.close();
            }
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        } finally {
            writing.unlock();
            ownership.close();
        }
    }
}
