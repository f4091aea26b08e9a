package org.camelwhatsapp.engine.store.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import org.camelwhatsapp.engine.store.StoreException;

/** Says what a database error means for a caller. */
final class SqlErrors {
    private SqlErrors() {}

    static StoreException translate(String what, SQLException e) {
        return new StoreException(kindOf(e), what + ": " + kindOf(e).name().toLowerCase(Locale.ROOT), e);
    }

    private static StoreException.Kind kindOf(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("53")) {
            return StoreException.Kind.FULL;
        }
        if (state.startsWith("XX")) {
            return StoreException.Kind.CORRUPT;
        }
        // The low byte of an SQLite code is its class: 13 full, 11 corrupt, 26 not a database.
        return switch (e.getErrorCode() & 0xFF) {
            case 13 -> StoreException.Kind.FULL;
            case 11, 26 -> StoreException.Kind.CORRUPT;
            default -> StoreException.Kind.UNAVAILABLE;
        };
    }
}
