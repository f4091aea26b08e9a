package org.camelwhatsapp.engine.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** Something in every table that there is, also in those that come later: they are found by what the store offers. */
final class EveryTable {
    private static final Map<Type, Object> KEYS = Map.of(
            String.class,
            "key-of-a-record",
            Jid.class,
            Jid.phone("15550004711"),
            SignalAddress.class,
            new SignalAddress("15550004711", 3),
            SenderKeyName.class,
            new SenderKeyName(Jid.group("120363000000000001"), new SignalAddress("15550004711", 3)));

    private EveryTable() {}

    /** The tables of records by the name of the method that gives them. */
    static Map<String, RecordTable<Object>> of(DeviceStore device) {
        Map<String, RecordTable<Object>> tables = new TreeMap<>();
        for (Method method : DeviceStore.class.getMethods()) {
            if (method.getReturnType() == RecordTable.class && method.getParameterCount() == 0) {
                tables.put(method.getName(), table(device, method));
            }
        }
        return tables;
    }

    @SuppressWarnings("unchecked")
    private static RecordTable<Object> table(DeviceStore device, Method method) {
        try {
            return (RecordTable<Object>) method.invoke(device);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }

    /** A key of the kind that the table takes. */
    static Object key(String table) {
        try {
            Type type = ((ParameterizedType) DeviceStore.class.getMethod(table).getGenericReturnType())
                    .getActualTypeArguments()[0];
            Object key = KEYS.get(type);
            if (key == null) {
                throw new AssertionError("no example of a key for " + table);
            }
            return key;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes into each table of records, and into journals and archive, values that begin with this text. */
    static void fill(DeviceStore device, StoreTransaction transaction, String marker) {
        of(device).forEach((name, table) -> transaction.put(table, key(name), value(marker, name)));
        byte[] payload = value(marker, "journal");
        transaction.append(new InboxEntry(1, StoreFixture.hash(1), payload, 1_000, 0));
        transaction.put(new OutboxEntry("M1", StoreFixture.CHAT, payload, payload, 1_000));
        transaction.put(new SentMessage("M1", StoreFixture.CHAT, payload, 1_000));
        MessageKey message = new MessageKey(StoreFixture.CHAT, "M1", false, StoreFixture.CHAT);
        List<ArchiveWrite> archived = List.of(
                new ArchiveWrite.PutMessage(message, 1_000, "text", MessageStatus.NONE, payload, Set.of("word")),
                new ArchiveWrite.EditMessage(message, 2_000, payload, Set.of("word")),
                new ArchiveWrite.PutReaction(message, StoreFixture.CHAT, 3_000, payload),
                new ArchiveWrite.PutName(StoreFixture.CHAT, NameSource.PUSH, payload),
                new ArchiveWrite.TouchChat(ChatChange.active(StoreFixture.CHAT, 1_000)));
        archived.forEach(transaction::archive);
    }

    static byte[] value(String marker, String table) {
        return (marker + " of " + table).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Columns of our tables by the table's name. */
    static Map<String, List<String>> columns(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows = metaData.getColumns(null, null, "wa%", "%")) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (table.startsWith("wa_")) {
                    columns.computeIfAbsent(table, t -> new ArrayList<>())
                            .add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }
}
