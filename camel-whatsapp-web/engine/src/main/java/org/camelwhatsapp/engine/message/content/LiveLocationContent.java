package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * A place that moves.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param accuracyMeters how exact it is, 0 if not told
 * @param speedMetersPerSecond how fast it moves, 0 if not told
 * @param headingDegrees where to, clockwise from magnetic north, 0 to 360
 * @param caption a text, or null
 * @param sequence grows with every update
 */
public record LiveLocationContent(
        double latitude,
        double longitude,
        int accuracyMeters,
        float speedMetersPerSecond,
        int headingDegrees,
        @Nullable String caption,
        long sequence)
        implements MessageContent {
    public LiveLocationContent {
        LocationContent.check(latitude, longitude);
        if (headingDegrees < 0 || headingDegrees > 360) {
            throw new InvalidContentException("headingDegrees", "a number from 0 to 360");
        }
        if (accuracyMeters < 0 || !(speedMetersPerSecond >= 0)) {
            throw new InvalidContentException("accuracyMeters", "0 or more, as the speed");
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "LiveLocationContent";
    }
}
