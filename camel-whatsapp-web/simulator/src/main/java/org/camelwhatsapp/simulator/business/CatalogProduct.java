package org.camelwhatsapp.simulator.business;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * A product on the server.
 *
 * @param fields the texts by the wire's names: name, description, retailer_id, price, currency
 * @param images addresses of its pictures
 * @param hidden whether others do not see it
 * @param country where it comes from, or null
 * @param status what the review said
 */
public record CatalogProduct(
        String id,
        Map<String, String> fields,
        List<String> images,
        boolean hidden,
        @Nullable String country,
        String status) {
    /** The words for a review. */
    public static final String PENDING = "PENDING";

    public static final String APPROVED = "APPROVED";

    /** Whether somebody else than the seller sees it. */
    boolean isOnSale() {
        return !hidden && status.equals(APPROVED);
    }

    CatalogProduct reviewed(String newStatus) {
        return new CatalogProduct(id, fields, images, hidden, country, newStatus);
    }

    /** @param imageHost where the pictures can be fetched */
    Node node(String imageHost) {
        Node.Builder node = Node.builder("product").attr("is_hidden", Boolean.toString(hidden));
        node.child(leaf("id", id));
        fields.forEach((tag, text) -> node.child(leaf(tag, text)));
        if (!images.isEmpty()) {
            Node.Builder media = Node.builder("media");
            for (int i = 0; i < images.size(); i++) {
                String path = images.get(i).replaceFirst("https://[^/]+", "");
                media.child(Node.of(
                        "image",
                        leaf("id", id + "-" + i),
                        leaf("request_image_url", "https://" + imageHost + path),
                        leaf("original_image_url", images.get(i))));
            }
            node.child(media.build());
        }
        return node.child(Node.of("status_info", leaf("status", status))).build();
    }

    static Node leaf(String tag, String text) {
        return Node.builder(tag).text(text).build();
    }
}
