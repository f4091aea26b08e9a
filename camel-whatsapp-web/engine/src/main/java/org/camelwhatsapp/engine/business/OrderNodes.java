package org.camelwhatsapp.engine.business;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.engine.wire.Node;

/** Orders as nodes. Lenient: what cannot be read is left out. Source: docs/protocol.md, "Business". */
final class OrderNodes {
    private OrderNodes() {}

    static OrderDetails read(Node order) {
        Node price = child(order, "price");
        List<OrderDetails.Item> items = new ArrayList<>();
        order.children("product").forEach(product -> items.add(item(product)));
        long created = order.longAttr("creation_ts", 0);
        return new OrderDetails(
                order.attr("id", ""),
                created <= 0 ? null : Times.ofSeconds(created),
                Leaves.number(price, "subtotal"),
                Leaves.number(price, "total"),
                Leaves.text(price, "currency"),
                Leaves.text(price, "price_status"),
                Leaves.text(child(order, "catalog"), "id"),
                items);
    }

    private static OrderDetails.Item item(Node product) {
        Long quantity = Leaves.number(product, "quantity");
        return new OrderDetails.Item(
                Leaves.text(product, "id", ""),
                Leaves.text(product, "name", ""),
                Leaves.number(product, "price"),
                Leaves.text(product, "currency"),
                quantity == null ? 1 : quantity,
                Leaves.text(child(product, "image"), "url"),
                Leaves.text(child(product, "variant_info"), "properties"));
    }

    /** The child, or an empty one. */
    private static Node child(Node node, String tag) {
        Node child = node.child(tag);
        return child == null ? Node.of(tag) : child;
    }
}
