package org.camelwhatsapp.simulator.business;

import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;

/**
 * An order on the server.
 *
 * @param token who shows it may ask about the order
 */
public record Order(String id, String token, Account buyer, Account seller, List<Line> lines, long createdSeconds) {
    /** So many of a product, as it was when it was ordered. */
    public record Line(CatalogProduct product, int quantity) {
        long price() {
            return Long.parseLong(product.fields().getOrDefault("price", "0"));
        }
    }

    /** In thousandths of the currency's unit. */
    public long total() {
        return lines.stream().mapToLong(line -> line.price() * line.quantity()).sum();
    }

    public String currency() {
        return lines.get(0).product().fields().getOrDefault("currency", "EUR");
    }

    public int pieces() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    Node node(String imageHost) {
        String total = Long.toString(total());
        Node.Builder node = Node.builder("order")
                .attr("id", id)
                .attr("creation_ts", createdSeconds)
                .child(Node.of(
                        "price",
                        CatalogProduct.leaf("subtotal", total),
                        CatalogProduct.leaf("total", total),
                        CatalogProduct.leaf("currency", currency()),
                        CatalogProduct.leaf("price_status", "ESTIMATED")))
                .child(Node.of(
                        "catalog", CatalogProduct.leaf("id", seller.phoneJid().user())));
        for (Line line : lines) {
            Node product = line.product().node(imageHost);
            Node.Builder item = Node.builder("product")
                    .child(product.requireChild("id"))
                    .child(product.child("name"))
                    .child(product.child("price"))
                    .child(product.child("currency"))
                    .child(CatalogProduct.leaf("quantity", Integer.toString(line.quantity())));
            Node media = product.child("media");
            if (media != null) {
                Node image = media.requireChild("image");
                item.child(Node.of(
                        "image",
                        image.requireChild("id"),
                        CatalogProduct.leaf(
                                "url", image.requireChild("request_image_url").text())));
            }
            node.child(item.build());
        }
        return node.build();
    }
}
