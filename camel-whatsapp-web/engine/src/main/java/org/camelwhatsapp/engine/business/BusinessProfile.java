package org.camelwhatsapp.engine.business;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What a business tells of itself. Everything but the address of the account may be missing.
 *
 * @param jid whose it is
 * @param tag changes with every edit; means nothing else
 * @param address where it is, in words
 * @param description what it is about
 * @param email where to write to
 * @param websites at most two
 * @param latitude degrees
 * @param longitude degrees
 * @param categories what it does
 * @param hours when it is open
 * @param options what else the service tells, such as {@code cart_enabled}, by its own names
 */
public record BusinessProfile(
        Jid jid,
        @Nullable String tag,
        @Nullable String address,
        @Nullable String description,
        @Nullable String email,
        List<String> websites,
        @Nullable Double latitude,
        @Nullable Double longitude,
        List<BusinessCategory> categories,
        @Nullable BusinessHours hours,
        Map<String, String> options) {
    public BusinessProfile {
        websites = List.copyOf(websites);
        categories = List.copyOf(categories);
        options = Map.copyOf(options);
    }
}
