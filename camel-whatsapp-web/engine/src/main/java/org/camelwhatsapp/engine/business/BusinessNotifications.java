package org.camelwhatsapp.engine.business;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.event.BusinessCatalogChanged;
import org.camelwhatsapp.engine.event.BusinessFeaturesChanged;
import org.camelwhatsapp.engine.event.BusinessNameChanged;
import org.camelwhatsapp.engine.event.BusinessProfileChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** What the server tells of businesses, as events. Lenient: what is new is left out. */
final class BusinessNotifications {
    private static final int MAX_ATTRIBUTES = 32;

    private BusinessNotifications() {}

    /** One event for each thing that is told. */
    static List<Event> read(Node notification) {
        Jid from = notification.requireJid("from");
        Instant time = Times.ofSeconds(notification.longAttr("t", 0));
        List<Event> events = new ArrayList<>();
        for (Node child : notification.children()) {
            Event event = switch (child.tag()) {
                case "verified_name", "remove" -> name(child, from, time);
                case "profile" -> {
                    String hash = child.attr("hash");
                    yield new BusinessProfileChanged(hash == null ? from : null, hash, time);
                }
                case "product_catalog" -> catalog(child, from, time);
                case "subscriptions" -> new BusinessFeaturesChanged(attributes(child, "subscription"), List.of(), time);
                case "feature_flags" -> new BusinessFeaturesChanged(List.of(), attributes(child, "feature_flag"), time);
                default -> null;
            };
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private static Event name(Node child, Jid from, Instant time) {
        String hash = child.attr("hash");
        Jid named = child.jid("jid");
        Jid user = named != null ? named : hash == null ? from : null;
        boolean business = child.is("verified_name");
        VerifiedName name = business && user != null ? VerifiedNameReader.read(user, child) : null;
        return new BusinessNameChanged(
                user, hash, name == null ? null : name.name(), name == null ? null : name.level(), business, time);
    }

    private static @Nullable Event catalog(Node catalog, Jid from, Instant time) {
        List<String> products = new ArrayList<>();
        for (Node product : catalog.children("product")) {
            String id = Leaves.text(product, "id");
            if (id != null) {
                products.add(id);
            }
        }
        List<BusinessCatalogChanged.CollectionReview> reviews = new ArrayList<>();
        for (Node collection : catalog.children("collection")) {
            String id = collection.attr("id", Leaves.text(collection, "id", ""));
            Node status = collection.child("status_info");
            reviews.add(new BusinessCatalogChanged.CollectionReview(
                    id,
                    status == null ? null : Leaves.text(status, "status"),
                    status == null ? null : Leaves.text(status, "reject_reason"),
                    status == null ? null : Leaves.text(status, "commerce_url")));
        }
        return products.isEmpty() && reviews.isEmpty()
                ? null
                : new BusinessCatalogChanged(from, products, reviews, time);
    }

    private static List<Map<String, String>> attributes(Node list, String tag) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Node item : list.children(tag)) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(MAX_ATTRIBUTES, item.attributeCount()); i++) {
                attributes.put(item.attributeName(i), item.attributeValue(i).toString());
            }
            all.add(attributes);
        }
        return all;
    }
}
