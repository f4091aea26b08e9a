package org.camelwhatsapp.engine.event;

import java.time.Instant;

/**
 * Another device of the account changed a setting.
 *
 * @param name which: {@code pushName}, {@code locale}, {@code unarchiveChats}, {@code twentyFourHours},
 *     {@code disableLinkPreviews}
 * @param value as it is now; {@code true} or {@code false} where it is one of two
 * @param timestamp when, as that device says
 */
public record SettingChanged(String name, String value, Instant timestamp) implements Event {
    /** Never prints the value, which may be a name. */
    @Override
    public String toString() {
        return "SettingChanged[" + name + "]";
    }
}
