package org.camelwhatsapp.engine.store.jdbc;

import org.junit.jupiter.api.Nested;

/** The contract of the store, kept by this database. */
class PostgresContractTest {
    @Nested
    class Archives extends ArchiveContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class Records extends RecordsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class Sessions extends SessionsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class Commits extends CommitsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class Journals extends JournalsContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class SecretsAtRest extends SecretsAtRestContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class Tables extends TablesContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }
}
