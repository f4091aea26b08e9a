package org.camelwhatsapp.gateway.alert;

import java.util.List;

/** The layouts of single orders (OA-78 to OA-84). */
final class OrderLayouts {
    private static final int MAX_LISTED_IDS = 5;

    private OrderLayouts() {}

    /** A layout from a title and a body. */
    record Simple(String title, Body lines) implements AlertLayout {
        interface Body {
            void write(OrderEvent event, List<String> lines);
        }

        @Override
        public void body(OrderEvent event, List<String> out) {
            lines.write(event, out);
        }
    }

    static AlertLayout placed() {
        return new Simple("Order Placed", (event, lines) -> {
            lines.add("Symbol: " + event.text("symbol"));
            lines.add("Action: " + event.text("action"));
            lines.add("Quantity: " + event.text("quantity"));
            lines.add("Price Type: " + event.text("pricetype"));
            lines.add("Exchange: " + event.text("exchange"));
            lines.add("Product: " + event.text("product"));
            lines.add(event.isSuccess() ? "Order ID: " + event.answered("orderid") : event.error());
        });
    }

    static AlertLayout smartPlaced() {
        return new Simple("Smart Order Placed", (event, lines) -> {
            lines.add("Symbol: " + event.text("symbol"));
            lines.add("Action: " + event.text("action"));
            lines.add("Quantity: " + event.text("quantity"));
            lines.add("Position Size: " + event.text("position_size"));
            lines.add("Exchange: " + event.text("exchange"));
            if (event.topic().equals("order.no_action")) {
                // There is no order, so the answer's words tell more than an empty id (OA-126).
                Object message = event.response().get("message");
                lines.add(message == null || message.toString().isBlank() ? "Order ID: N/A" : message.toString());
            } else if (event.isSuccess()) {
                lines.add("Order ID: " + event.answered("orderid"));
            }
        });
    }

    static AlertLayout modified() {
        return new Simple("Order Modified", (event, lines) -> {
            lines.add("Order ID: " + event.text("orderid"));
            lines.add("Symbol: " + event.text("symbol"));
            lines.add("New Quantity: " + event.text("quantity"));
            lines.add("New Price: " + event.text("price"));
            lines.add(event.isSuccess() ? "Modification Successful" : event.error());
        });
    }

    static AlertLayout cancelled() {
        return new Simple("Order Cancelled", (event, lines) -> {
            lines.add("Order ID: " + event.text("orderid"));
            lines.add(event.isSuccess() ? "Cancellation Successful" : event.error());
        });
    }

    static AlertLayout allCancelled() {
        return new Simple("All Orders Cancelled", (event, lines) -> {
            if (!event.isSuccess()) {
                // The topic comes for a failure too (OA-122).
                lines.add(event.error());
                return;
            }
            List<?> cancelled = list(event.response().get("canceled_orders"));
            List<?> failed = list(event.response().get("failed_cancellations"));
            lines.add("Cancelled: " + cancelled.size() + " orders");
            lines.add("Failed: " + failed.size() + " orders");
            if (!cancelled.isEmpty() && cancelled.size() <= MAX_LISTED_IDS) {
                lines.add("Order IDs: "
                        + String.join(
                                ", ", cancelled.stream().map(Object::toString).toList()));
            }
        });
    }

    static AlertLayout closed() {
        return new Simple("Position Closed", (event, lines) -> {
            if (!event.isSuccess()) {
                lines.add(event.error());
            } else if (event.value("symbol") != null) {
                lines.add("Symbol: " + event.text("symbol"));
                lines.add("Exchange: " + event.text("exchange"));
                lines.add("Product: " + event.text("product"));
                lines.add("Order ID: " + event.answered("orderid"));
            } else {
                int closed = number(event.value("closed_positions"));
                int failed = number(event.value("failed_closures"));
                if (closed == 0 && failed == 0) {
                    lines.add("All positions closed successfully");
                } else {
                    lines.add("Closed: " + closed + " positions");
                    lines.add("Failed: " + failed + " positions");
                }
            }
        });
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static int number(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Number number ? number.intValue() : value instanceof List<?> list ? list.size() : 0;
    }
}
