package org.camelwhatsapp.engine.store.jdbc;

import org.flywaydb.core.Flyway;

/** Databases as earlier versions left them. */
final class OldSchema {
    private OldSchema() {}

    /** Brings a database to this version of the schema and no further. */
    static void create(JdbcStoreOptions options, String version) {
        Flyway.configure(OldSchema.class.getClassLoader())
                .dataSource(options.url(), options.user(), options.password())
                .locations("classpath:org/camelwhatsapp/engine/store/jdbc/migration")
                .table("wa_schema_history")
                .placeholders(Dialect.ofUrl(options.url()).placeholders())
                .target(version)
                .load()
                .migrate();
    }
}
