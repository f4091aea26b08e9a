package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.Outbox;
import org.camelwhatsapp.engine.store.OutboxEntry;

/** The outbox of one device. Thread-safe. */
final class JdbcOutbox implements Outbox {
    private final JdbcDeviceStore device;

    JdbcOutbox(JdbcDeviceStore device) {
        this.device = device;
    }

    @Override
    public List<OutboxEntry> pending(int limit) {
        return device.read("read the outbox", connection -> {
            List<OutboxEntry> entries = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT message_id, chat, payload, stanza, created_at FROM wa_outbox"
                            + " WHERE device = ? ORDER BY created_at, message_id LIMIT ?")) {
                statement.setInt(1, device.id());
                statement.setInt(2, limit);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        String id = rows.getString(1);
                        String place = device.id() + "/" + id;
                        entries.add(new OutboxEntry(
                                id,
                                Jid.parse(rows.getString(2)),
                                device.secrets().open("outbox", place, rows.getBytes(3)),
                                device.secrets().open("outbox-stanza", place, rows.getBytes(4)),
                                rows.getLong(5)));
                    }
                }
            }
            return entries;
        });
    }

    @Override
    public long depth() {
        return device.count("SELECT COUNT(*) FROM wa_outbox WHERE device = ?");
    }
}
