package org.camelwhatsapp.engine.business;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Business profiles as nodes. Lenient: what cannot be read is left out. Source: docs/protocol.md, "Business". */
final class ProfileNodes {
    private static final int MAX_OPTIONS = 64;
    private static final int WORD = 3;

    private ProfileNodes() {}

    static List<BusinessProfile> read(Node answer) {
        List<BusinessProfile> profiles = new ArrayList<>();
        Node all = answer.child("business_profile");
        if (all != null) {
            all.children("profile").forEach(profile -> profiles.add(profile(profile)));
        }
        return profiles;
    }

    private static BusinessProfile profile(Node node) {
        List<String> websites = new ArrayList<>();
        for (Node website : node.children("website")) {
            if (!website.text().isEmpty()) {
                websites.add(website.text());
            }
        }
        List<BusinessCategory> categories = new ArrayList<>();
        Node named = node.child("categories");
        if (named != null) {
            for (Node category : named.children("category")) {
                categories.add(new BusinessCategory(category.attr("id", ""), category.text()));
            }
        }
        return new BusinessProfile(
                node.requireJid("jid"),
                node.attr("tag"),
                Leaves.text(node, "address"),
                Leaves.text(node, "description"),
                Leaves.text(node, "email"),
                websites,
                Leaves.decimal(node, "latitude"),
                Leaves.decimal(node, "longitude"),
                categories,
                hours(node.child("business_hours")),
                options(node.child("profile_options")));
    }

    private static @Nullable BusinessHours hours(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        List<BusinessHours.Day> days = new ArrayList<>();
        for (Node config : node.children("business_hours_config")) {
            BusinessHours.Day day = day(config);
            if (day != null) {
                days.add(day);
            }
        }
        return new BusinessHours(node.attr("timezone", ""), days);
    }

    private static BusinessHours.@Nullable Day day(Node config) {
        String word = config.attr("day_of_week", "").toLowerCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            for (BusinessHours.Mode mode : BusinessHours.Mode.values()) {
                if (word(day).equals(word) && word(mode).equals(config.attr("mode"))) {
                    try {
                        return mode == BusinessHours.Mode.SPECIFIC_HOURS
                                ? new BusinessHours.Day(
                                        day, mode, config.intAttr("open_time", -1), config.intAttr("close_time", -1))
                                : new BusinessHours.Day(day, mode, null, null);
                    } catch (IllegalArgumentException e) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    private static Map<String, String> options(@Nullable Node node) {
        Map<String, String> options = new LinkedHashMap<>();
        if (node != null) {
            node.children().stream().limit(MAX_OPTIONS).forEach(option -> options.put(option.tag(), option.text()));
        }
        return options;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, WORD).toLowerCase(Locale.ROOT);
    }

    private static String word(BusinessHours.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** The change as the request's content. */
    static Node edit(ProfileEdit edit) {
        Node.Builder profile = delta();
        text(profile, "address", edit.address());
        text(profile, "description", edit.description());
        text(profile, "email", edit.email());
        ProfileEdit.Place place = edit.place();
        if (place != null) {
            profile.child(Leaves.of("latitude", Double.toString(place.latitude())));
            profile.child(Leaves.of("longitude", Double.toString(place.longitude())));
        }
        List<String> websites = edit.websites();
        if (websites != null) {
            websites.forEach(url -> profile.child(Leaves.of("website", url)));
            profile.child(websites.isEmpty() ? Node.of("website") : null);
        }
        List<String> categories = edit.categories();
        if (categories != null) {
            Node.Builder ids = Node.builder("categories");
            categories.forEach(
                    id -> ids.child(Node.builder("category").attr("id", id).build()));
            profile.child(ids.build());
        }
        BusinessHours hours = edit.hours();
        profile.child(hours == null ? null : hours(hours));
        return profile.build();
    }

    /** The request that changes something, without what it changes. */
    static Node.Builder delta() {
        return Node.builder("business_profile").attr("v", 3).attr("mutation_type", "delta");
    }

    private static void text(Node.Builder profile, String tag, @Nullable String text) {
        if (text != null) {
            profile.child(text.isEmpty() ? Node.of(tag) : Leaves.of(tag, text));
        }
    }

    private static Node hours(BusinessHours hours) {
        Node.Builder node = Node.builder("business_hours").attr("timezone", hours.timezone());
        for (BusinessHours.Day day : hours.days()) {
            Node.Builder config = Node.builder("business_hours_config")
                    .attr("day_of_week", word(day.day()))
                    .attr("mode", word(day.mode()));
            Integer open = day.openMinutes();
            Integer close = day.closeMinutes();
            if (open != null && close != null) {
                config.attr("open_time", open).attr("close_time", close);
            }
            node.child(config.build());
        }
        return node.build();
    }
}
