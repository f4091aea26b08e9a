package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;

/** Takes, gives up and deletes sessions. A session is free when it has no owner or its owner's lease has run out. */
final class Ownerships {
    private static final String ADD = "INSERT INTO wa_session (name) VALUES (?) ON CONFLICT (name) DO NOTHING";
    private static final String FIND = "SELECT id, epoch FROM wa_session WHERE name = ?";
    private static final String RELEASE = "UPDATE wa_session SET owner = NULL WHERE id = ? AND epoch = ?";
    private static final String NAMES = "SELECT name FROM wa_session s WHERE EXISTS"
            + " (SELECT 1 FROM wa_credentials c WHERE c.session_id = s.id)";
    private static final String DELETE_SESSION = "DELETE FROM wa_session WHERE id = ? AND epoch = ?";

    private final Database database;
    private final String owner;
    private final String take;
    private final Fence fence;

    Ownerships(Database database, String owner) {
        this.database = database;
        this.owner = owner;
        fence = new Fence(database.dialect());
        take = "UPDATE wa_session SET owner = ?, epoch = epoch + 1 WHERE name = ? AND (owner IS NULL OR owner = ?"
                + " OR NOT EXISTS (SELECT 1 FROM wa_owner o WHERE o.id = wa_session.owner AND o.expires_at > "
                + database.dialect().nowMillis() + "))";
    }

    /** @throws StoreException with {@code FENCED} while another process holds it */
    OwnedSession take(String name) {
        return database.write(sql -> {
            PreparedStatement add = sql.prepare(ADD);
            add.setString(1, name);
            add.executeUpdate();
            PreparedStatement claim = sql.prepare(take);
            claim.setString(1, owner);
            claim.setString(2, name);
            claim.setString(3, owner);
            if (claim.executeUpdate() == 0) {
                throw new StoreException(Kind.FENCED, "another process owns this session", null);
            }
            PreparedStatement find = sql.prepare(FIND);
            find.setString(1, name);
            try (ResultSet rows = find.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("the session just taken is not there");
                }
                return new OwnedSession(rows.getLong(1), name, rows.getLong(2));
            }
        });
    }

    /** Does nothing if the session was taken over since. */
    void release(OwnedSession session) {
        database.write(sql -> {
            PreparedStatement release = sql.prepare(RELEASE);
            release.setLong(1, session.id());
            release.setLong(2, session.epoch());
            return release.executeUpdate();
        });
    }

    List<String> names() {
        List<String> names = database.read(sql -> {
            List<String> found = new ArrayList<>();
            try (ResultSet rows = sql.prepare(NAMES).executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
        return names.stream().sorted().toList();
    }

    /** Deletes every row of the session, itself last. Its number is never given again. */
    void delete(OwnedSession session) {
        database.write(sql -> {
            fence.check(sql, session);
            for (RecordKind kind : RecordKind.values()) {
                deleteFrom(sql, kind.table(), session.id());
            }
            for (String table : List.of(Sealer.INBOX, Sealer.OUTBOX, Sealer.SENT)) {
                deleteFrom(sql, table, session.id());
            }
            for (String table : ArchiveSealer.TABLES) {
                deleteFrom(sql, table, session.id());
            }
            PreparedStatement last = sql.prepare(DELETE_SESSION);
            last.setLong(1, session.id());
            last.setLong(2, session.epoch());
            return last.executeUpdate();
        });
    }

    private static void deleteFrom(SqlSession sql, String table, long session) throws SQLException {
        PreparedStatement delete = sql.prepare("DELETE FROM " + table + " WHERE session_id = ?");
        delete.setLong(1, session);
        delete.executeUpdate();
    }
}
