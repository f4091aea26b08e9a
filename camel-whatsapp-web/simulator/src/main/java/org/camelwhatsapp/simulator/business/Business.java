package org.camelwhatsapp.simulator.business;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.jspecify.annotations.Nullable;

/** One account as a business. Event loop only. */
public final class Business {
    private static final Set<String> TEXTS = Set.of("address", "description", "email", "latitude", "longitude");
    private static final Set<String> MODES = Set.of("open_24h", "specific_hours", "appointment_only");
    private static final Set<String> DAYS = Set.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> CATEGORIES =
            Map.of("1001", "Restaurant", "1002", "Clothing store", "1003", "Other business");

    private final Catalog catalog = new Catalog();
    private final Map<String, List<Node>> profile = new LinkedHashMap<>();
    private @Nullable String cover;
    private long version;

    public Catalog catalog() {
        return catalog;
    }

    /** The texts of the children with this tag. */
    public List<String> texts(String tag) {
        return profile.getOrDefault(tag, List.of()).stream().map(Node::text).toList();
    }

    /** The child of the profile with this tag, as it stands on the wire, or null. */
    public @Nullable Node part(String tag) {
        List<Node> parts = profile.getOrDefault(tag, List.of());
        return parts.isEmpty() ? null : parts.get(0);
    }

    /** The id of the picture on top, or null. */
    public @Nullable String cover() {
        return cover;
    }

    void setCover(@Nullable String id) {
        cover = id;
        version++;
    }

    /** The children of the profile, as told to those who ask. */
    List<Node> profile() {
        List<Node> all = new ArrayList<>();
        profile.values().forEach(all::addAll);
        return all;
    }

    String tag() {
        return Long.toString(version);
    }

    /**
     * Takes the changes over, all or none.
     *
     * @throws RefusedException with 406 if one of them cannot be
     */
    void edit(List<Node> changes) {
        Map<String, List<Node>> changed = new LinkedHashMap<>();
        for (Node change : changes) {
            List<Node> parts = changed.computeIfAbsent(change.tag(), tag -> new ArrayList<>());
            if (change.hasContent()) {
                parts.add(checked(change));
            }
        }
        check(changed.getOrDefault("website", List.of()).size() <= 2);
        profile.putAll(changed);
        version++;
    }

    private static Node checked(Node change) {
        if (TEXTS.contains(change.tag()) || change.is("website")) {
            check(!change.text().isEmpty());
            return change;
        }
        if (change.is("business_hours")) {
            check(change.has("timezone"));
            change.children("business_hours_config").forEach(Business::checkHours);
            return change;
        }
        check(change.is("categories"));
        Node.Builder named = Node.builder("categories");
        for (Node category : change.children("category")) {
            String name = CATEGORIES.get(category.attr("id", ""));
            check(name != null);
            named.child(category.toBuilder().text(String.valueOf(name)).build());
        }
        return named.build();
    }

    private static void checkHours(Node config) {
        String mode = config.attr("mode", "");
        check(MODES.contains(mode) && DAYS.contains(config.attr("day_of_week", "")));
        boolean hours = config.has("open_time") && config.has("close_time");
        check(hours == mode.equals("specific_hours"));
    }

    private static void check(boolean acceptable) {
        if (!acceptable) {
            throw new RefusedException(406, "not-acceptable");
        }
    }
}
