package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;

/**
 * Refuses writes under an epoch that is over. Part of every transaction: the rows of the sessions stay locked until its
 * end, so that no other owner can begin in between.
 */
final class Fence {
    private final InList select;

    Fence(Dialect dialect) {
        // In id order, so that two transactions never wait for each other.
        select = new InList("SELECT id, epoch FROM wa_session WHERE id IN (", ") ORDER BY id" + dialect.shareLock());
    }

    void check(SqlSession sql, List<Commit> commits) throws SQLException {
        Map<Long, OwnedSession> sessions = new TreeMap<>();
        for (Commit commit : commits) {
            sessions.put(commit.owner().id(), commit.owner());
        }
        List<OwnedSession> ordered = new ArrayList<>(sessions.values());
        for (int from = 0; from < ordered.size(); from += InList.MAX) {
            checkSome(sql, ordered.subList(from, Math.min(ordered.size(), from + InList.MAX)));
        }
    }

    void check(SqlSession sql, OwnedSession session) throws SQLException {
        checkSome(sql, List.of(session));
    }

    private void checkSome(SqlSession sql, List<OwnedSession> sessions) throws SQLException {
        PreparedStatement statement = sql.prepare(select.text(sessions.size()));
        for (int place = 0; place < InList.places(sessions.size()); place++) {
            statement.setLong(place + 1, InList.at(sessions, place).id());
        }
        int confirmed = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                OwnedSession session = sessions.get(confirmed);
                if (rows.getLong(1) != session.id() || rows.getLong(2) != session.epoch()) {
                    throw fenced();
                }
                confirmed++;
            }
        }
        if (confirmed < sessions.size()) {
            throw fenced();
        }
    }

    static StoreException fenced() {
        return new StoreException(Kind.FENCED, "another process has taken over this session", null);
    }
}
