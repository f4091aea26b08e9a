package org.camelwhatsapp.engine.store.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The connections of one database. Thread-safe. All methods block and throw only {@code StoreException}. */
interface Database extends AutoCloseable {
    Dialect dialect();

    /** Makes connections of its own, outside the pools, for migrations. */
    DataSource dataSource();

    /** Runs reads outside a transaction. */
    <T> T read(Work<T> work);

    /** Runs the work in one transaction: committed when it returns, rolled back when it throws. */
    <T> T write(Work<T> work);

    @Override
    void close();

    /** Something to do with a connection that is borrowed for as long. */
    interface Work<T> {
        T run(SqlSession session) throws SQLException;
    }
}
