package org.camelwhatsapp.engine.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;

/** A PostgreSQL database behind a connection pool: one connection per lane and reader, and two for lease and upkeep. */
final class PostgresDatabase implements Database {
    private static final int SECONDS_FOR_AN_ANSWER = 30;
    private static final int SECONDS_TO_CONNECT = 10;

    private final HikariDataSource pool;
    private final ReadPermits readers;

    PostgresDatabase(JdbcStoreOptions options) {
        JdbcStoreLimits limits = options.limits();
        HikariConfig config = new HikariConfig();
        config.setPoolName("whatsapp-store");
        config.setJdbcUrl(options.url());
        config.setUsername(options.user());
        config.setPassword(options.password());
        config.setMaximumPoolSize(limits.lanes() + limits.readers() + 2);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(250, limits.patience().toMillis()));
        config.addDataSourceProperty("ApplicationName", "whatsapp-store");
        config.addDataSourceProperty("connectTimeout", SECONDS_TO_CONNECT);
        config.addDataSourceProperty("socketTimeout", 2 * SECONDS_FOR_AN_ANSWER);
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("reWriteBatchedInserts", true);
        // The server's details name the values of a row: keys hold phone numbers.
        config.addDataSourceProperty("logServerErrorDetail", false);
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=" + SECONDS_FOR_AN_ANSWER + "s -c lock_timeout="
                        + limits.patience().toMillis() + "ms");
        pool = open(config);
        readers = new ReadPermits(limits);
    }

    private static HikariDataSource open(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            SQLException cause = SqlErrors.within(e);
            throw cause == null
                    ? new StoreException(Kind.UNAVAILABLE, "the database cannot be reached", e)
                    : SqlErrors.translate(cause);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public <T> T read(Work<T> work) {
        return readers.with(() -> {
            try (SqlSession session = new SqlSession(pool.getConnection())) {
                return work.run(session);
            } catch (SQLException e) {
                throw SqlErrors.translate(e);
            }
        });
    }

    @Override
    public <T> T write(Work<T> work) {
        try (SqlSession session = new SqlSession(pool.getConnection())) {
            Connection connection = session.connection();
            connection.setAutoCommit(false);
            try {
                T result = work.run(session);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        }
    }

    /** The pool throws away a connection that cannot roll back; the server does the rest. */
    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
