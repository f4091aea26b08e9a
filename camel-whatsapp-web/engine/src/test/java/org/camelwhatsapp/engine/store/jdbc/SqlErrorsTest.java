package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqlErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, FULL",
        "SQLITE_CORRUPT, CORRUPT",
        "SQLITE_CORRUPT_INDEX, CORRUPT",
        "SQLITE_NOTADB, CORRUPT",
        "SQLITE_BUSY, UNAVAILABLE",
        "SQLITE_BUSY_SNAPSHOT, UNAVAILABLE",
        "SQLITE_LOCKED, UNAVAILABLE",
        "SQLITE_IOERR_FSYNC, UNAVAILABLE",
        "SQLITE_READONLY, UNAVAILABLE",
        "SQLITE_CANTOPEN, UNAVAILABLE",
        "SQLITE_CONSTRAINT_PRIMARYKEY, REJECTED",
        "SQLITE_TOOBIG, REJECTED"
    })
    void sqliteCodesHaveTheirKind(SQLiteErrorCode code, Kind kind) {
        assertThat(SqlErrors.translate(new SQLiteException("text", code)).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "53100, FULL",
        "53300, UNAVAILABLE",
        "XX001, CORRUPT",
        "23505, REJECTED",
        "22021, REJECTED",
        "08006, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "55P03, UNAVAILABLE",
        "40P01, UNAVAILABLE",
        "28P01, UNAVAILABLE"
    })
    void postgresStatesHaveTheirKind(String state, Kind kind) {
        assertThat(SqlErrors.translate(new SQLException("text", state)).kind()).isEqualTo(kind);
    }

    @Test
    void anErrorWithoutAStateIsUnavailable() {
        assertThat(SqlErrors.translate(new SQLException("text")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aBatchIsJudgedByWhatIsBehindIt() {
        BatchUpdateException batch = new BatchUpdateException("batch aborted", "00000", new int[0]);
        batch.setNextException(new SQLException("duplicate", "23505"));
        assertThat(SqlErrors.translate(batch).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void whatTheServerQuotedIsNotPassedOn() {
        var quoting = new ServerErrorMessage("SERROR\0C23505\0Mduplicate\0DKey (record_key)=(15550001111)\0");
        StoreException thrown = SqlErrors.translate(new PSQLException(quoting));
        assertThat(thrown.kind()).isEqualTo(Kind.REJECTED);
        assertThat(thrown.getCause()).hasMessageContaining("23505").hasMessageNotContaining("1555");
    }

    @Test
    void onlyATransactionTakenBackForAnotherIsACollision() {
        assertThat(SqlErrors.isCollision(SqlErrors.translate(new SQLException("deadlock", "40P01"))))
                .isTrue();
        assertThat(SqlErrors.isCollision(SqlErrors.translate(new SQLException("gone", "08006"))))
                .isFalse();
        assertThat(SqlErrors.isCollision(SqlErrors.translate(new SQLException("none"))))
                .isFalse();
        assertThat(SqlErrors.isCollision(new StoreException(Kind.UNAVAILABLE, "ours", null)))
                .isFalse();
    }

    @Test
    void findsTheDatabaseBehindOtherExceptions() {
        SQLException deep = new SQLException("deep");
        assertThatObject(SqlErrors.within(new IllegalStateException(new RuntimeException(deep))))
                .isSameAs(deep);
        assertThatObject(SqlErrors.within(new IllegalStateException("none"))).isNull();
    }
}
