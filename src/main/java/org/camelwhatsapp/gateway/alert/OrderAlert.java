package org.camelwhatsapp.gateway.alert;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link AlertFormatter} as a bean of a route, with the clock of the machine. Set it up before use; then thread-safe. */
public final class OrderAlert {
    private volatile AlertFormatter formatter = formatter(ZoneId.systemDefault());

    private static AlertFormatter formatter(ZoneId zone) {
        return new AlertFormatter(InstantSource.system(), zone);
    }

    /**
     * The zone of the times that are shown; nothing for that of the machine.
     *
     * @throws IllegalArgumentException if there is no such zone
     */
    public void setTimeZone(String zone) {
        try {
            formatter = formatter(zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone must be a zone such as Asia/Kolkata", e);
        }
    }

    /**
     * The text of the alert, or null when the topic sends none.
     *
     * @throws IllegalArgumentException if the event has another form; names the field
     */
    public @Nullable String format(Map<String, ?> event) {
        return formatter.formatJson(event);
    }
}
