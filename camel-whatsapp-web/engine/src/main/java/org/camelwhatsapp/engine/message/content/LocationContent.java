package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * A place.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param name what it is called, or null
 * @param address where it is, or null
 */
public record LocationContent(
        double latitude,
        double longitude,
        @Nullable String name,
        @Nullable String address) implements MessageContent {
    public LocationContent {
        check(latitude, longitude);
    }

    static void check(double latitude, double longitude) {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new InvalidContentException("latitude", "a number from -90 to 90");
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new InvalidContentException("longitude", "a number from -180 to 180");
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "LocationContent";
    }
}
