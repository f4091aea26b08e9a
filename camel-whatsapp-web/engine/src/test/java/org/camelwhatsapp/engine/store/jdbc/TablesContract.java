package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.junit.jupiter.api.Test;

/** What holds for every table that there is and will be: kept apart, wiped and deleted as promised, sealed, rotated. */
abstract class TablesContract extends StoreTestBase {
    private static final String MARKER = "PLAINLY READABLE";

    /** What stays when a device is unlinked; everything else is of the link. */
    private static final Set<String> STAYS = Set.of(
            "addressMappings",
            "groups",
            "chatSettings",
            "messageSecrets",
            "privacyTokens",
            "statusPosts",
            "pacing",
            "historyParts",
            "pastMembers");

    private Set<String> filled() {
        Set<String> filled = new TreeSet<>();
        EveryTable.of(device).forEach((name, table) -> {
            byte[] value = table.get(EveryTable.key(name));
            if (value != null) {
                assertThat(value).as(name).isEqualTo(EveryTable.value(MARKER, name));
                assertThat(table.count()).as(name).isEqualTo(1);
                filled.add(name);
            }
        });
        return filled;
    }

    @Test
    void everyTableKeepsItsOwnRecords() {
        assertThat(filled()).isEmpty();
        commit(device, t -> EveryTable.fill(device, t, MARKER));
        reopen();
        assertThat(filled()).isEqualTo(EveryTable.of(device).keySet());
    }

    @Test
    void unlinkingForgetsWhatIsOfTheLinkAndNothingElse() {
        commit(device, t -> EveryTable.fill(device, t, MARKER));
        commit(device, t -> t.wipeLink());
        Set<String> left = filled();
        assertThat(left)
                .doesNotContain("credentials", "preKeys", "sessions", "identities", "senderKeys", "appStateKeys");
        assertThat(left).contains("addressMappings", "chatSettings", "messageSecrets");
        assertThat(STAYS).containsAll(left);
        assertThat(device.outbox().depth()).isZero();
        assertThat(device.sentMessages().find("M1")).isNull();
        assertThat(device.inbox().depth()).isEqualTo(1);
        assertThat(device.archive().counts().messages()).isEqualTo(1);
    }

    @Test
    void everyTableIsEmptiedByDeletion() {
        commit(device, t -> {
            EveryTable.of(device).forEach((name, table) -> t.put(table, EveryTable.key(name), new byte[] {1}));
            EveryTable.of(device).forEach((name, table) -> t.delete(table, EveryTable.key(name)));
        });
        assertThat(filled()).isEmpty();
        commit(device, t -> EveryTable.fill(device, t, MARKER));
        commit(device, t -> EveryTable.of(device).forEach((name, table) -> t.delete(table, EveryTable.key(name))));
        assertThat(filled()).isEmpty();
    }

    /** How many rows each table has that names sessions. */
    private Map<String, Long> rows(long session) throws Exception {
        Map<String, Long> rows = new java.util.TreeMap<>();
        try (Connection connection = foreign();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table :
                    EveryTable.columns(connection).entrySet()) {
                if (table.getValue().contains("session_id")) {
                    try (ResultSet count = statement.executeQuery(
                            "SELECT count(*) FROM " + table.getKey() + " WHERE session_id = " + session)) {
                        count.next();
                        rows.put(table.getKey(), count.getLong(1));
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void aDeletedSessionLeavesNoRowInAnyTableAndTakesNoneOfOthers() throws Exception {
        long gone = ((JdbcDeviceStore) device).owner().id();
        try (DeviceStore other = store.open("other")) {
            long stays = ((JdbcDeviceStore) other).owner().id();
            commit(device, t -> EveryTable.fill(device, t, MARKER));
            commit(other, t -> EveryTable.fill(other, t, MARKER));
            Map<String, Long> before = rows(stays);
            assertThat(rows(gone)).isEqualTo(before);
            assertThat(before.entrySet())
                    .filteredOn(table -> table.getValue() == 0)
                    .isEmpty();
            device.close();
            store.delete("main");
            assertThat(rows(gone).values()).containsOnly(0L);
            assertThat(rows(stays)).isEqualTo(before);
        }
    }

    @Test
    void nothingThatIsWrittenIsReadableInAnyColumn() throws Exception {
        commit(device, t -> EveryTable.fill(device, t, MARKER));
        List<String> readable = new ArrayList<>();
        int sealed = 0;
        try (Connection connection = foreign();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table :
                    EveryTable.columns(connection).entrySet()) {
                for (String column : table.getValue()) {
                    try (ResultSet rows = statement.executeQuery("SELECT " + column + " FROM " + table.getKey())) {
                        while (rows.next()) {
                            Object value = rows.getObject(1);
                            String text = value instanceof byte[] bytes
                                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                                    : String.valueOf(value);
                            sealed += column.equals("value") && value != null ? 1 : 0;
                            if (text.contains(MARKER) || text.contains("word") && column.equals("tokens")) {
                                readable.add(table.getKey() + "." + column);
                            }
                        }
                    }
                }
            }
        }
        assertThat(readable).isEmpty();
        assertThat(sealed).isGreaterThan(EveryTable.of(device).size() + 5);
    }

    @Test
    void aNewDataKeyReachesEveryTable() throws Exception {
        commit(device, t -> EveryTable.fill(device, t, MARKER));
        store.keys().rotateDataKey();
        for (int some = store.keys().reencrypt(1_000);
                some > 0;
                some = store.keys().reencrypt(1_000)) {
            // Until none is left.
        }
        tamper("DELETE FROM wa_data_key WHERE key_id = 1");
        reopen();
        assertThat(filled()).isEqualTo(EveryTable.of(device).keySet());
        assertThat(device.inbox().pending(0, 10)).hasSize(1);
        assertThat(device.outbox().pending(10)).hasSize(1);
        assertThat(device.sentMessages().find("M1")).isNotNull();
        assertThat(device.archive().counts().messages()).isEqualTo(1);
        assertThat(device.archive()
                        .messages(org.camelwhatsapp.engine.store.MessageFilter.ALL, 10)
                        .get(0)
                        .body())
                .isEqualTo(EveryTable.value(MARKER, "journal"));
    }
}
