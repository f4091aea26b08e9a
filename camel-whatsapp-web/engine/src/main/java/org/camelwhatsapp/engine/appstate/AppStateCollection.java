package org.camelwhatsapp.engine.appstate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The five parts of the app state, each with a version of its own. Source: docs/protocol.md, "App state". */
public enum AppStateCollection {
    /** Own name and locale, needed first. */
    CRITICAL_BLOCK,
    /** Contacts. */
    CRITICAL_UNBLOCK_LOW,
    /** Muting, stars, deletions. */
    REGULAR_HIGH,
    /** Pins, archive, read marks, settings. */
    REGULAR_LOW,
    /** Labels and quick replies. */
    REGULAR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    byte[] wireBytes() {
        return wireName.getBytes(StandardCharsets.UTF_8);
    }

    /** The collection with this name, or null if there is none. */
    public static @Nullable AppStateCollection of(String wireName) {
        for (AppStateCollection collection : values()) {
            if (collection.wireName.equals(wireName)) {
                return collection;
            }
        }
        return null;
    }
}
