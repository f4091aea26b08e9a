package org.camelwhatsapp.engine.business;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a business is open. Days that are not named it is closed.
 *
 * @param timezone such as {@code Europe/Berlin}
 * @param days a day may stand here more than once, for hours with a pause
 */
public record BusinessHours(String timezone, List<Day> days) {
    /** Minutes of a day. */
    private static final int DAY = 24 * 60;

    /** How a day goes. */
    public enum Mode {
        OPEN_24H,
        SPECIFIC_HOURS,
        APPOINTMENT_ONLY
    }

    /**
     * One day.
     *
     * @param day which
     * @param mode how it goes
     * @param openMinutes minutes after midnight; for specific hours only
     * @param closeMinutes minutes after midnight; for specific hours only
     */
    public record Day(
            DayOfWeek day,
            Mode mode,
            @Nullable Integer openMinutes,
            @Nullable Integer closeMinutes) {
        /** @throws IllegalArgumentException if hours are missing or too many */
        public Day {
            boolean hours = openMinutes != null && closeMinutes != null;
            if (mode == Mode.SPECIFIC_HOURS
                    ? !hours || !inDay(openMinutes) || !inDay(closeMinutes)
                    : openMinutes != null || closeMinutes != null) {
                throw new IllegalArgumentException(
                        "SPECIFIC_HOURS have openMinutes and closeMinutes of 0 to 1440, other modes have none");
            }
        }

        private static boolean inDay(@Nullable Integer minutes) {
            return minutes != null && minutes >= 0 && minutes <= DAY;
        }
    }

    public BusinessHours {
        days = List.copyOf(days);
    }
}
