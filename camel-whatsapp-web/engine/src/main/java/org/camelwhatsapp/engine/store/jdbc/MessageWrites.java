package org.camelwhatsapp.engine.store.jdbc;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.jspecify.annotations.Nullable;

/** Changes messages of one session's archive within a database transaction. Not thread-safe. */
final class MessageWrites {
    static final String ME = "me";

    private static final String BY_KEY = " WHERE session_id = ? AND record_key = ? AND chat = ? AND author = ?";
    private static final String FIND = "SELECT id, at, kind, edited_at, revoked_at, tokens FROM wa_message" + BY_KEY;
    private static final String INSERT = "INSERT INTO wa_message (session_id, record_key, chat, author, at)"
            + " VALUES (?, ?, ?, ?, ?) RETURNING id";
    private static final String INSERT_WHOLE =
            "INSERT INTO wa_message (session_id, record_key, chat, author, at, kind, status, value, tokens)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id";
    private static final String FILL = "UPDATE wa_message SET at = ?, kind = ?,"
            + " status = CASE WHEN status < ? THEN ? ELSE status END, value = COALESCE(value, ?) WHERE id = ?";
    private static final String SET_VALUE = "UPDATE wa_message SET value = ?, edited_at = ? WHERE id = ?";
    private static final String KEEP_VERSION =
            "INSERT INTO wa_message_version (session_id, message, at, record_key, value)"
                    + " SELECT session_id, id, COALESCE(edited_at, at), record_key, value FROM wa_message"
                    + " WHERE id = ? AND value IS NOT NULL ON CONFLICT (message, at) DO NOTHING";
    private static final String ADD_VERSION =
            "INSERT INTO wa_message_version (session_id, message, at, record_key, value) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (message, at) DO NOTHING";
    private static final String DROP_VERSIONS = "DELETE FROM wa_message_version WHERE message = ?";
    private static final String REVOKE =
            "UPDATE wa_message SET value = NULL, revoked_at = ?, revoked_by = ? WHERE id = ?";
    private static final String STAR = "UPDATE wa_message SET starred_at = ? WHERE id = ?";
    private static final String FAIL = "UPDATE wa_message SET status = ?" + BY_KEY + " AND status IN (0, 2)";
    private static final String RAISE = "UPDATE wa_message SET status = ?" + BY_KEY + " AND status < ?";
    private static final String REACT =
            "INSERT INTO wa_reaction (session_id, message, reactor, at, record_key, value) VALUES (?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (message, reactor) DO UPDATE SET at = excluded.at, value = excluded.value"
                    + " WHERE wa_reaction.at <= excluded.at";
    private static final String UNREACT = "DELETE FROM wa_reaction WHERE message = ? AND reactor = ? AND at <= ?";
    private static final String DROP_REACTIONS = "DELETE FROM wa_reaction WHERE message = ?";
    private static final String DROP = "DELETE FROM wa_message WHERE id = ?";
    private static final String ADD_TOKEN = "INSERT INTO wa_message_token (session_id, token, at, message)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String DROP_TOKEN =
            "DELETE FROM wa_message_token WHERE session_id = ? AND token = ? AND at = ? AND message = ?";
    private static final String SET_TOKENS = "UPDATE wa_message SET tokens = ? WHERE id = ?";

    private final SqlSession sql;
    private final long session;

    MessageWrites(SqlSession sql, long session) {
        this.sql = sql;
        this.session = session;
    }

    /** What decides how a message changes. */
    private record Found(
            long id, long at, boolean placeholder, long editedAt, boolean revoked, byte @Nullable [] tokens) {}

    void put(ArchiveWrite.PutMessage put, long[] tokens) throws SQLException {
        if (addWhole(put, tokens)) {
            return;
        }
        Found found = findOrAdd(put.key(), put.at());
        if (!found.placeholder()) {
            raise(put.key(), put.status());
            return;
        }
        if (found.editedAt() > 0 && !found.revoked()) {
            addVersion(found.id(), put.at(), put.key(), put.body());
        }
        PreparedStatement fill = sql.prepare(FILL);
        fill.setLong(1, put.at());
        fill.setString(2, put.kind());
        fill.setInt(3, put.status().number());
        fill.setInt(4, put.status().number());
        fill.setBytes(5, found.revoked() ? null : put.body());
        fill.setLong(6, found.id());
        fill.executeUpdate();
        if (found.editedAt() > 0) {
            long[] edited = decode(found.tokens());
            dropTokens(found.id(), found.at(), edited);
            addTokens(found.id(), put.at(), edited);
        } else if (!found.revoked()) {
            setTokens(found.id(), put.at(), tokens);
        }
    }

    /** What nearly every message needs: one row, and one per word. Does nothing if the message, or its place, is there. */
    private boolean addWhole(ArchiveWrite.PutMessage put, long[] tokens) throws SQLException {
        PreparedStatement insert = bind(sql.prepare(INSERT_WHOLE), 1, put.key());
        insert.setLong(5, put.at());
        insert.setString(6, put.kind());
        insert.setInt(7, put.status().number());
        insert.setBytes(8, put.body());
        insert.setBytes(9, encode(tokens));
        long id;
        try (ResultSet rows = insert.executeQuery()) {
            if (!rows.next()) {
                return false;
            }
            id = rows.getLong(1);
        }
        addTokens(id, put.at(), tokens);
        return true;
    }

    void edit(ArchiveWrite.EditMessage edit, long[] tokens) throws SQLException {
        Found found = findOrAdd(edit.key(), edit.at());
        if (found.revoked() || found.editedAt() == edit.at()) {
            return;
        }
        if (found.editedAt() > edit.at()) {
            addVersion(found.id(), edit.at(), edit.key(), edit.body());
            return;
        }
        PreparedStatement keep = sql.prepare(KEEP_VERSION);
        keep.setLong(1, found.id());
        keep.executeUpdate();
        PreparedStatement set = sql.prepare(SET_VALUE);
        set.setBytes(1, edit.body());
        set.setLong(2, edit.at());
        set.setLong(3, found.id());
        set.executeUpdate();
        dropTokens(found.id(), found.at(), decode(found.tokens()));
        setTokens(found.id(), found.at(), tokens);
    }

    void revoke(ArchiveWrite.RevokeMessage revoke) throws SQLException {
        Found found = findOrAdd(revoke.key(), revoke.at());
        if (found.revoked()) {
            return;
        }
        PreparedStatement statement = sql.prepare(REVOKE);
        statement.setLong(1, revoke.at());
        statement.setString(2, ArchiveSealer.text(revoke.by()));
        statement.setLong(3, found.id());
        statement.executeUpdate();
        dropBy(DROP_VERSIONS, found.id());
        dropTokens(found.id(), found.at(), decode(found.tokens()));
        setTokens(found.id(), found.at(), new long[0]);
    }

    void react(ArchiveWrite.PutReaction reaction) throws SQLException {
        Found found = findOrAdd(reaction.key(), reaction.at());
        String reactor = ArchiveSealer.text(reaction.reactor());
        if (reaction.body().length == 0) {
            PreparedStatement remove = sql.prepare(UNREACT);
            remove.setLong(1, found.id());
            remove.setString(2, reactor);
            remove.setLong(3, reaction.at());
            remove.executeUpdate();
            return;
        }
        PreparedStatement put = sql.prepare(REACT);
        put.setLong(1, session);
        put.setLong(2, found.id());
        put.setString(3, reactor);
        put.setLong(4, reaction.at());
        put.setBytes(5, ArchiveSealer.key(reaction.key().id()));
        put.setBytes(6, reaction.body());
        put.executeUpdate();
    }

    void star(ArchiveWrite.StarMessage star) throws SQLException {
        Found found = star.starred() ? findOrAdd(star.key(), star.at()) : find(star.key());
        if (found != null) {
            PreparedStatement statement = sql.prepare(STAR);
            statement.setLong(1, star.starred() ? Math.max(1, star.at()) : 0);
            statement.setLong(2, found.id());
            statement.executeUpdate();
        }
    }

    void remove(ArchiveWrite.RemoveMessage remove) throws SQLException {
        Found found = find(remove.key());
        if (found != null) {
            remove(found.id(), found.at(), found.tokens());
        }
    }

    void raise(ArchiveWrite.RaiseStatus raise) throws SQLException {
        raise(raise.key(), raise.status());
    }

    /** Does nothing if the message is not there. */
    private void raise(MessageKey key, MessageStatus status) throws SQLException {
        if (status == MessageStatus.NONE) {
            return;
        }
        boolean failed = status == MessageStatus.FAILED;
        PreparedStatement statement = sql.prepare(failed ? FAIL : RAISE);
        statement.setInt(1, status.number());
        bind(statement, 2, key);
        if (!failed) {
            statement.setInt(6, status.number());
        }
        statement.executeUpdate();
    }

    /** Removes a message with all that hangs on it. */
    void remove(long id, long at, byte @Nullable [] tokens) throws SQLException {
        dropTokens(id, at, decode(tokens));
        dropBy(DROP_VERSIONS, id);
        dropBy(DROP_REACTIONS, id);
        dropBy(DROP, id);
    }

    private void dropBy(String text, long id) throws SQLException {
        PreparedStatement statement = sql.prepare(text);
        statement.setLong(1, id);
        statement.executeUpdate();
    }

    private @Nullable Found find(MessageKey key) throws SQLException {
        PreparedStatement find = bind(sql.prepare(FIND), 1, key);
        try (ResultSet rows = find.executeQuery()) {
            if (rows.next()) {
                return new Found(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getString(3) == null,
                        rows.getLong(4),
                        rows.getLong(5) > 0,
                        rows.getBytes(6));
            }
            return null;
        }
    }

    private Found findOrAdd(MessageKey key, long at) throws SQLException {
        Found found = find(key);
        if (found != null) {
            return found;
        }
        PreparedStatement insert = bind(sql.prepare(INSERT), 1, key);
        insert.setLong(5, at);
        try (ResultSet rows = insert.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("an insert gave no id");
            }
            return new Found(rows.getLong(1), at, true, 0, false, new byte[0]);
        }
    }

    private PreparedStatement bind(PreparedStatement statement, int first, MessageKey key) throws SQLException {
        statement.setLong(first, session);
        statement.setBytes(first + 1, ArchiveSealer.key(key.id()));
        statement.setString(first + 2, ArchiveSealer.text(key.chat()));
        statement.setString(first + 3, author(key));
        return statement;
    }

    static String author(MessageKey key) {
        if (key.fromMe()) {
            return ME;
        }
        return ArchiveSealer.text((key.sender() == null ? key.chat() : key.sender()).toUser());
    }

    private void addVersion(long id, long at, MessageKey key, byte[] body) throws SQLException {
        PreparedStatement add = sql.prepare(ADD_VERSION);
        add.setLong(1, session);
        add.setLong(2, id);
        add.setLong(3, at);
        add.setBytes(4, ArchiveSealer.key(key.id()));
        add.setBytes(5, body);
        add.executeUpdate();
    }

    private void setTokens(long id, long at, long[] tokens) throws SQLException {
        addTokens(id, at, tokens);
        PreparedStatement set = sql.prepare(SET_TOKENS);
        set.setBytes(1, encode(tokens));
        set.setLong(2, id);
        set.executeUpdate();
    }

    private void addTokens(long id, long at, long[] tokens) throws SQLException {
        tokens(ADD_TOKEN, id, at, tokens);
    }

    private void dropTokens(long id, long at, long[] tokens) throws SQLException {
        tokens(DROP_TOKEN, id, at, tokens);
    }

    private void tokens(String text, long id, long at, long[] tokens) throws SQLException {
        Batch batch = new Batch(sql, text);
        for (long token : tokens) {
            PreparedStatement statement = batch.next();
            statement.setLong(1, session);
            statement.setLong(2, token);
            statement.setLong(3, at);
            statement.setLong(4, id);
        }
        batch.execute();
    }

    private static byte[] encode(long[] tokens) {
        ByteBuffer buffer = ByteBuffer.allocate(tokens.length * Long.BYTES);
        for (long token : tokens) {
            buffer.putLong(token);
        }
        return buffer.array();
    }

    private static long[] decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new long[0];
        }
        long[] tokens = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(tokens);
        return tokens;
    }
}
