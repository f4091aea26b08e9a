package org.camelwhatsapp.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelwhatsapp.gateway.notify.NotifyException;
import org.camelwhatsapp.gateway.notify.Part;
import org.jspecify.annotations.Nullable;

/** The table of promised messages (OA-103). At most 10,000 wait. Thread-safe. Blocks. */
final class QueueTable {
    static final int CAPACITY = 10_000;

    private static final long KEPT_MILLIS = 7L * 24 * 60 * 60 * 1_000;

    private final GatewayDatabase database;
    private final TextSeal seal;
    private final InstantSource time;

    QueueTable(GatewayDatabase database, TextSeal seal, InstantSource time) {
        this.database = database;
        this.seal = seal;
        this.time = time;
    }

    /** Adds what is not there yet, all or nothing. */
    void add(List<Part> parts) {
        database.with(connection -> {
            if (count(connection) + parts.size() > CAPACITY) {
                throw NotifyException.queueFull();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO whatsapp_notification_queue (message_id, whatsapp_jid, message, media_path, media_kind,"
                            + " file_name, created_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message_id) DO NOTHING")) {
                for (Part part : parts) {
                    Path file = part.file();
                    insert.setString(1, part.messageId());
                    insert.setString(2, part.target());
                    insert.setBytes(3, seal.seal(part.messageId(), part.text()));
                    insert.setString(4, file == null ? null : file.toString());
                    insert.setString(5, part.kind().name());
                    insert.setString(6, part.fileName());
                    insert.setLong(7, time.millis());
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT count(*) FROM whatsapp_notification_queue WHERE status = 'pending'");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /** How many wait. */
    int depth() {
        return database.with(QueueTable::count);
    }

    /** A message that waits, without what it says. */
    record Waiting(String messageId, String target) {}

    /** What waits, oldest first. */
    List<Waiting> waiting() {
        return database.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT message_id, whatsapp_jid FROM whatsapp_notification_queue WHERE status = 'pending'"
                                    + " ORDER BY id");
                    ResultSet rows = select.executeQuery()) {
                List<Waiting> waiting = new ArrayList<>();
                while (rows.next()) {
                    waiting.add(new Waiting(rows.getString(1), rows.getString(2)));
                }
                return waiting;
            }
        });
    }

    /** The message of this id, if it waits. */
    Optional<Part> find(String messageId) {
        return database.with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT whatsapp_jid, message, media_path, media_kind, file_name FROM whatsapp_notification_queue"
                            + " WHERE message_id = ? AND status = 'pending'")) {
                select.setString(1, messageId);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(part(messageId, rows)) : Optional.empty();
                }
            }
        });
    }

    private Part part(String messageId, ResultSet row) throws SQLException {
        String path = row.getString(3);
        return new Part(
                messageId,
                row.getString(1),
                Part.Kind.valueOf(row.getString(4)),
                seal.open(messageId, row.getBytes(2)),
                path == null ? null : Path.of(path),
                row.getString(5));
    }

    /**
     * Notes the end of a message and forgets its text.
     *
     * @param error the code of the failure, or null when it was sent
     */
    void done(String messageId, @Nullable String error) {
        database.with(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE whatsapp_notification_queue SET status = ?, sent_at = ?, error_message = ?, message = NULL,"
                            + " media_path = NULL WHERE message_id = ?")) {
                update.setString(1, error == null ? "sent" : "failed");
                update.setLong(2, time.millis());
                update.setString(3, error);
                update.setString(4, messageId);
                return update.executeUpdate();
            }
        });
    }

    /** Forgets what ended more than seven days ago. */
    void purge() {
        database.with(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM whatsapp_notification_queue WHERE status <> 'pending' AND created_at < ?")) {
                delete.setLong(1, time.millis() - KEPT_MILLIS);
                return delete.executeUpdate();
            }
        });
    }
}
