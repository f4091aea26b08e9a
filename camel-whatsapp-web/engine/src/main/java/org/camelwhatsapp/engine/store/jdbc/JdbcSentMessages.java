package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.SentMessages;
import org.jspecify.annotations.Nullable;

/** The sent messages of one device. Thread-safe. */
final class JdbcSentMessages implements SentMessages {
    private final JdbcDeviceStore device;

    JdbcSentMessages(JdbcDeviceStore device) {
        this.device = device;
    }

    @Override
    public @Nullable SentMessage find(String messageId) {
        return device.<@Nullable SentMessage>read("find a sent message", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT chat, payload, sent_at FROM wa_sent_messages WHERE device = ? AND message_id = ?")) {
                statement.setInt(1, device.id());
                statement.setString(2, messageId);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return null;
                    }
                    byte[] payload =
                            device.secrets().open("sent", device.id() + "/" + messageId, rows.getBytes(2));
                    return new SentMessage(messageId, Jid.parse(rows.getString(1)), payload, rows.getLong(3));
                }
            }
        });
    }

    @Override
    public void purge(long beforeMillis, long maxBytes) {
        device.execute(
                "purge sent messages",
                "DELETE FROM wa_sent_messages WHERE device = ? AND sent_at < ?",
                beforeMillis);
        device.execute(
                "purge sent messages",
                "DELETE FROM wa_sent_messages WHERE device = ? AND message_id IN (SELECT message_id FROM ("
                        + "SELECT message_id, SUM(LENGTH(payload)) OVER (ORDER BY sent_at DESC, message_id) AS total"
                        + " FROM wa_sent_messages WHERE device = ?) sizes WHERE total > ?)",
                device.id(),
                maxBytes);
    }
}
