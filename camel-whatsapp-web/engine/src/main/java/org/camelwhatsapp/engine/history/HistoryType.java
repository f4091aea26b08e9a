package org.camelwhatsapp.engine.history;

import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** What a part of the history is for, in the order in which waiting parts are taken in. */
public enum HistoryType {
    /** The latest messages of the latest chats, right after linking. */
    INITIAL_BOOTSTRAP("bootstrap", Message.HistorySyncType.INITIAL_BOOTSTRAP),
    /** What people call themselves. */
    PUSH_NAME("names", Message.HistorySyncType.PUSH_NAME),
    /** Settings, and who left groups. */
    NON_BLOCKING_DATA("settings", Message.HistorySyncType.NON_BLOCKING_DATA),
    /** Status posts. */
    INITIAL_STATUS_V3("status", Message.HistorySyncType.INITIAL_STATUS_V3),
    /** What was asked for. */
    ON_DEMAND("on-demand", Message.HistorySyncType.ON_DEMAND),
    /** Messages of the last months. */
    RECENT("recent", Message.HistorySyncType.RECENT),
    /** Everything, if that was asked for at linking. */
    FULL("full", Message.HistorySyncType.FULL);

    private final String word;
    private final Message.HistorySyncType onTheWire;

    HistoryType(String word, Message.HistorySyncType onTheWire) {
        this.word = word;
        this.onTheWire = onTheWire;
    }

    /** The stable word for it in events. */
    public String word() {
        return word;
    }

    /** The type of this notification, or null if it announces nothing to take in. */
    static @Nullable HistoryType of(Message.HistorySyncType type) {
        for (HistoryType each : values()) {
            if (each.onTheWire == type) {
                return each;
            }
        }
        return null;
    }
}
