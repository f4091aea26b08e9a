package org.camelwhatsapp.engine.pacing;

import java.time.Duration;

/**
 * How busy the way out is.
 *
 * @param enabled whether anything is paced
 * @param waiting messages that wait for their turn, of 1,024; more only after a start, when earlier ones come back
 * @param nextAfter when the next one leaves, or zero
 * @param paused for how long nothing leaves because the server asked for a pause, or zero
 * @param delayed how many messages had to wait since the session was opened
 * @param refused how many were refused since then
 * @param strangersToday how many strangers were written to today (UTC)
 * @param strangersAllowed how many are allowed today; 0 while the service allows none
 */
public record PacingStatus(
        boolean enabled,
        int waiting,
        Duration nextAfter,
        Duration paused,
        long delayed,
        long refused,
        int strangersToday,
        int strangersAllowed) {}
