package org.camelwhatsapp.engine.store.jdbc;

import java.sql.SQLException;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Brings the schema to the version this code knows, through the numbered scripts beside this class. */
final class Migrations {
    private static final String LOCATION = "classpath:org/camelwhatsapp/engine/store/jdbc/migration";

    private Migrations() {}

    /**
     * Creates or updates the schema.
     *
     * @throws StoreException with {@code INCOMPATIBLE} if a newer version wrote it; then nothing was changed
     */
    static void run(Database database) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.dataSource())
                .locations(LOCATION)
                .table("wa_schema_history")
                .placeholders(database.dialect().placeholders())
                // The database may hold tables of others; ours all begin with wa_.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            refuseNewer(flyway.info());
            flyway.migrate();
        } catch (FlywayException e) {
            SQLException cause = SqlErrors.within(e);
            throw cause == null
                    ? new StoreException(Kind.INCOMPATIBLE, "the tables are not those of this version", e)
                    : SqlErrors.translate(cause);
        }
    }

    private static void refuseNewer(MigrationInfoService info) {
        int known = 0;
        int found = 0;
        for (MigrationInfo migration : info.all()) {
            if (migration.getVersion() == null) {
                continue;
            }
            int version = migration.getVersion().getMajor().intValue();
            if (migration.getState().isResolved()) {
                known = Math.max(known, version);
            }
            if (migration.getState().isApplied()) {
                found = Math.max(found, version);
            }
        }
        if (found > known) {
            String text = "the database was written by a newer version: its schema is " + found
                    + ", this version knows up to " + known;
            throw new StoreException(Kind.INCOMPATIBLE, text, null);
        }
    }
}
