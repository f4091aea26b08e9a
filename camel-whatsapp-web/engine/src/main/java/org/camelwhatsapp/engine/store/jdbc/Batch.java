package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The same statement for many rows, sent together. Nothing is prepared for no rows. */
final class Batch {
    private final SqlSession sql;
    private final String text;
    private @Nullable PreparedStatement statement;

    Batch(SqlSession sql, String text) {
        this.sql = sql;
        this.text = text;
    }

    /** The statement, to be filled with one row before the next call. */
    PreparedStatement next() throws SQLException {
        PreparedStatement current = statement;
        if (current == null) {
            current = sql.prepare(text);
            statement = current;
        } else {
            current.addBatch();
        }
        return current;
    }

    void execute() throws SQLException {
        if (statement != null) {
            statement.addBatch();
            statement.executeBatch();
        }
    }
}
