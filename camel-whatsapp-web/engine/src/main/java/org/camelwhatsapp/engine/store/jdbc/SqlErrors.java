package org.camelwhatsapp.engine.store.jdbc;

import java.sql.SQLException;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what the drivers throw into what a caller can act on. */
final class SqlErrors {
    private SqlErrors() {}

    static StoreException translate(SQLException thrown) {
        SQLException root = mostTelling(thrown);
        if (root instanceof SQLiteException sqlite) {
            return sqlite(sqlite);
        }
        return postgres(root);
    }

    /** The first database error among the causes of another exception, or null. */
    static @Nullable SQLException within(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** A failed batch only says so; the exception behind it knows why. */
    private static SQLException mostTelling(SQLException thrown) {
        SQLException next = thrown.getNextException();
        return next != null ? next : thrown;
    }

    private static StoreException sqlite(SQLiteException thrown) {
        // The low byte is the primary code, the rest says more, such as which constraint.
        int primary = thrown.getResultCode().code & 0xFF;
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(primary);
        return switch (code) {
            case SQLITE_FULL -> new StoreException(Kind.FULL, "no space left for the database", thrown);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new StoreException(Kind.CORRUPT, "the database file is damaged or none", thrown);
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG ->
                new StoreException(Kind.REJECTED, "the database refused the writes", thrown);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(Kind.UNAVAILABLE, "another program holds the database", thrown);
            default -> new StoreException(Kind.UNAVAILABLE, "the database failed with " + code, thrown);
        };
    }

    private static StoreException postgres(SQLException thrown) {
        String state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        SQLException cause = withoutValues(thrown, state);
        if (state.equals("53100")) {
            return new StoreException(Kind.FULL, "no space left for the database", cause);
        }
        if (state.startsWith("XX00")) {
            return new StoreException(Kind.CORRUPT, "the database is damaged", cause);
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return new StoreException(Kind.REJECTED, "the database refused the writes", cause);
        }
        if (state.equals("55P03") || state.equals("57014")) {
            return new StoreException(Kind.UNAVAILABLE, "another program holds the database", cause);
        }
        return new StoreException(Kind.UNAVAILABLE, "the database failed with state " + state, cause);
    }

    /** The server tells which values of a row it minded, and keys hold phone numbers: only its code goes on. */
    private static SQLException withoutValues(SQLException thrown, String state) {
        if (!(thrown instanceof PSQLException server) || server.getServerErrorMessage() == null) {
            return thrown;
        }
        SQLException plain = new SQLException("the server answered with state " + state, state);
        plain.setStackTrace(thrown.getStackTrace());
        return plain;
    }

    /** Whether the database took back this transaction for the sake of another one: the same writes may work now. */
    static boolean isCollision(StoreException failure) {
        return failure.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("40");
    }
}
