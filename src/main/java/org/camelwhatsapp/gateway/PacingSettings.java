package org.camelwhatsapp.gateway;

import org.camelwhatsapp.component.WhatsAppWebConfiguration;

/**
 * How fast messages leave. The other values are those of the component.
 *
 * @param on whether messages are paced
 * @param strangersPerDay how many new people may be written to per day after the warm-up
 */
public record PacingSettings(boolean on, int strangersPerDay) {
    /** Callers wait up to 30 seconds for the answer; whoever would be too late is refused and may try again. */
    private static final long MAX_WAIT_MILLIS = 25_000;

    static PacingSettings of(SettingsReader reader) {
        String pacing = reader.text("WHATSAPP_PACING", "on");
        if (!pacing.equals("on") && !pacing.equals("off")) {
            throw new SettingsException("WHATSAPP_PACING", "on or off");
        }
        return new PacingSettings(pacing.equals("on"), reader.number("WHATSAPP_STRANGERS_PER_DAY", 40, 0, 100_000));
    }

    void apply(WhatsAppWebConfiguration configuration) {
        configuration.setPacing(on);
        configuration.setPacingMaxWait(MAX_WAIT_MILLIS);
        configuration.setPacingStrangersPerDay(strangersPerDay);
        configuration.setPacingStrangersFirstDay(Math.min(configuration.getPacingStrangersFirstDay(), strangersPerDay));
    }
}
