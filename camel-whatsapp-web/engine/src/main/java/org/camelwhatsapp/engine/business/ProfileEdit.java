package org.camelwhatsapp.engine.business;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change of one's own business profile. What is null stays as it is; an empty text or list takes it away.
 *
 * @param address where it is, in words
 * @param description what it is about
 * @param email where to write to
 * @param websites at most two
 * @param place where it is
 * @param categories the ids of what it does
 * @param hours when it is open
 */
public record ProfileEdit(
        @Nullable String address,
        @Nullable String description,
        @Nullable String email,
        @Nullable List<String> websites,
        @Nullable Place place,
        @Nullable List<String> categories,
        @Nullable BusinessHours hours) {
    private static final int MAX_WEBSITES = 2;

    /**
     * A point on the earth.
     *
     * @param latitude degrees, -90 to 90
     * @param longitude degrees, -180 to 180
     */
    public record Place(double latitude, double longitude) {
        /** @throws IllegalArgumentException if it is not on the earth */
        public Place {
            if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
                throw new IllegalArgumentException(
                        "a place has a latitude of -90 to 90 and a longitude of -180 to 180");
            }
        }
    }

    /** @throws IllegalArgumentException if there are too many websites */
    public ProfileEdit {
        if (websites != null && websites.size() > MAX_WEBSITES) {
            throw new IllegalArgumentException("websites are at most two");
        }
    }
}
