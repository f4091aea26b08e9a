package org.camelwhatsapp.engine.store.jdbc;

import org.junit.jupiter.api.Nested;

/** The contract of the store, kept by this database. */
class SqliteContractTest {
    @Nested
    class Archives extends ArchiveContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class Records extends RecordsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class Sessions extends SessionsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class Commits extends CommitsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class Journals extends JournalsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class SecretsAtRest extends SecretsAtRestContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class Tables extends TablesContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }
}
