package org.camelwhatsapp.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The gateway's own SQLite file. One connection, used by one thread at a time; a commit survives a power cut. Thread-safe. Blocks. */
public final class GatewayDatabase implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final SQLiteDataSource source;
    private @Nullable Connection connection;

    /** What is done with the connection, in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private GatewayDatabase(SQLiteDataSource source) throws SQLException {
        this.source = source;
        this.connection = source.getConnection();
    }

    /**
     * Opens the file, makes it if it is not there, and brings its tables up to date.
     *
     * @throws StoreException if that cannot be done; a damaged file is left as it is
     */
    public static GatewayDatabase open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:org/camelwhatsapp/gateway/db")
                    .table("gateway_schema_history")
                    .load()
                    .migrate();
            return new GatewayDatabase(source);
        } catch (SQLException | FlywayException e) {
            throw translate(e);
        }
    }

    /**
     * Does work in one transaction, which is on disk when this returns.
     *
     * @throws StoreException if it cannot be done; then nothing of it was
     */
    public <T> T with(Work<T> work) {
        lock.lock();
        try {
            Connection present = connection == null ? source.getConnection() : connection;
            connection = present;
            present.setAutoCommit(false);
            T result = work.run(present);
            present.commit();
            return result;
        } catch (SQLException e) {
            throw abandoned(translate(e));
        } catch (RuntimeException e) {
            throw abandoned(e);
        } finally {
            lock.unlock();
        }
    }

    /** Closing rolls back. A connection that failed once may be of no use: a full disk ends a transaction on its own. */
    private <E extends RuntimeException> E abandoned(E failure) {
        try {
            close();
        } catch (StoreException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private static StoreException translate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return translate(sqlite, thrown);
            }
        }
        return new StoreException(Kind.INCOMPATIBLE, "gateway.db was written by another version", thrown);
    }

    private static StoreException translate(SQLiteException cause, Throwable thrown) {
        // The low byte is the primary code.
        return switch (SQLiteErrorCode.getErrorCode(cause.getResultCode().code & 0xFF)) {
            case SQLITE_FULL -> new StoreException(Kind.FULL, "no space left for gateway.db", thrown);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new StoreException(Kind.CORRUPT, "gateway.db is damaged or no database", thrown);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(Kind.UNAVAILABLE, "another program holds gateway.db", thrown);
            default -> new StoreException(Kind.UNAVAILABLE, "gateway.db cannot be used", thrown);
        };
    }

    @Override
    public void close() {
        lock.lock();
        Connection present = connection;
        connection = null;
        try {
            if (present != null) {
                present.close();
            }
        } catch (SQLException e) {
            throw translate(e);
        } finally {
            lock.unlock();
        }
    }
}
