package org.camelwhatsapp.engine.store.jdbc;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The tables of records, all of the same shape, and their statements. */
enum RecordKind {
    CREDENTIALS("wa_credentials"),
    PRE_KEY("wa_pre_key"),
    SIGNAL_SESSION("wa_signal_session"),
    IDENTITY("wa_identity"),
    SENDER_KEY("wa_sender_key"),
    SENDER_KEY_DISTRIBUTION("wa_sender_key_distribution"),
    ADDRESS_MAPPING("wa_address_mapping"),
    DEVICE_LIST("wa_device_list"),
    GROUP("wa_group"),
    CHAT_SETTING("wa_chat_setting"),
    MESSAGE_SECRET("wa_message_secret", true),
    APP_STATE_KEY("wa_app_state_key"),
    APP_STATE_VERSION("wa_app_state_version"),
    APP_STATE_ENTRY("wa_app_state_entry"),
    ARCHIVE_KEY("wa_archive_key"),
    PRIVACY_TOKEN("wa_privacy_token"),
    STATUS_POST("wa_status_post"),
    PACING("wa_pacing"),
    HISTORY_PART("wa_history_part"),
    PAST_MEMBER("wa_past_member");

    /** What means nothing once the device is unlinked. */
    static final Set<RecordKind> OF_LINK = Collections.unmodifiableSet(EnumSet.of(
            CREDENTIALS,
            PRE_KEY,
            SIGNAL_SESSION,
            IDENTITY,
            SENDER_KEY,
            SENDER_KEY_DISTRIBUTION,
            DEVICE_LIST,
            APP_STATE_KEY,
            APP_STATE_VERSION,
            APP_STATE_ENTRY,
            PRIVACY_TOKEN,
            STATUS_POST,
            HISTORY_PART));

    private final String table;
    private final String upsert;
    private final String delete;
    private final InList select;
    private final String list;
    private final String range;
    private final String count;

    private final boolean dated;

    RecordKind(String table) {
        this(table, false);
    }

    RecordKind(String table, boolean dated) {
        this.table = table;
        this.dated = dated;
        upsert = "INSERT INTO " + table + " (session_id, record_key, value" + (dated ? ", kept_at" : "")
                + ") VALUES (?, ?, ?" + (dated ? ", ?" : "")
                + ") ON CONFLICT (session_id, record_key) DO UPDATE SET value = excluded.value";
        delete = "DELETE FROM " + table + " WHERE session_id = ? AND record_key = ?";
        select =
                new InList("SELECT record_key, value FROM " + table + " WHERE session_id = ? AND record_key IN (", ")");
        list = "SELECT record_key, value FROM " + table + " WHERE session_id = ? ORDER BY record_key LIMIT ?";
        range = "SELECT record_key, value FROM " + table
                + " WHERE session_id = ? AND record_key >= ? AND record_key < ? ORDER BY record_key LIMIT ?";
        count = "SELECT count(*) FROM " + table + " WHERE session_id = ?";
    }

    String table() {
        return table;
    }

    /** Whether the time at which a record was first kept is written beside it. */
    boolean isDated() {
        return dated;
    }

    String upsert() {
        return upsert;
    }

    String delete() {
        return delete;
    }

    InList select() {
        return select;
    }

    String list() {
        return list;
    }

    String range() {
        return range;
    }

    /** Drops the oldest records of a dated table: session twice, time, how many. */
    String purge() {
        return "DELETE FROM " + table + " WHERE session_id = ? AND record_key IN (SELECT record_key FROM " + table
                + " WHERE session_id = ? AND kept_at < ? ORDER BY kept_at LIMIT ?)";
    }

    String count() {
        return count;
    }
}
