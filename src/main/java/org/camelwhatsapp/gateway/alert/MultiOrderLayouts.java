package org.camelwhatsapp.gateway.alert;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layouts of orders with several legs (OA-85 to OA-88). */
final class MultiOrderLayouts {
    private static final int BASKET_LEGS = 3;
    private static final int OPTION_LEGS = 5;

    private MultiOrderLayouts() {}

    private static boolean isGood(Map<String, ?> leg) {
        return "success".equals(leg.get("status"));
    }

    private static String mark(Map<String, ?> leg) {
        return isGood(leg) ? "[OK] " : "[X] ";
    }

    private static String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "N/A" : value.toString();
    }

    private static long good(List<Map<String, ?>> legs) {
        return legs.stream().filter(MultiOrderLayouts::isGood).count();
    }

    static AlertLayout basket() {
        return new OrderLayouts.Simple("Basket Order Executed", (event, lines) -> {
            if (!event.isSuccess()) {
                return;
            }
            List<Map<String, ?>> legs = event.results();
            lines.add("Total Orders: " + legs.size());
            lines.add("Successful: " + good(legs));
            lines.add("Failed: " + (legs.size() - good(legs)));
            for (Map<String, ?> leg : legs.subList(0, Math.min(BASKET_LEGS, legs.size()))) {
                lines.add(mark(leg) + text(leg.get("symbol")) + ": "
                        + text(isGood(leg) ? leg.get("orderid") : leg.get("message")));
            }
            if (legs.size() > BASKET_LEGS) {
                lines.add("... and " + (legs.size() - BASKET_LEGS) + " more");
            }
        });
    }

    static AlertLayout split() {
        return new OrderLayouts.Simple("Split Order Executed", (event, lines) -> {
            List<Map<String, ?>> parts = event.results();
            long good = good(parts);
            lines.add("Symbol: " + event.text("symbol"));
            lines.add(
                    "Total Quantity: " + text(first(event.response().get("total_quantity"), event.value("quantity"))));
            lines.add("Split Size: " + text(first(event.response().get("split_size"), event.value("splitsize"))));
            lines.add("Total Orders: " + parts.size());
            lines.add("Successful: " + good);
            lines.add("Failed: " + (parts.size() - good));
            if (good == 0 && !parts.isEmpty()) {
                lines.add("All orders rejected");
            } else if (good < parts.size()) {
                lines.add("Partial fill");
                parts.stream()
                        .filter(part -> !isGood(part))
                        .findFirst()
                        .ifPresent(part -> lines.add("Reason: " + text(part.get("message"))));
            }
        });
    }

    private static @Nullable Object first(@Nullable Object one, @Nullable Object other) {
        return one == null ? other : one;
    }

    static AlertLayout options(String title) {
        return new OrderLayouts.Simple(title, (event, lines) -> {
            lines.add("Underlying: " + event.text("underlying"));
            if (!event.isSuccess()) {
                lines.add(event.error());
                return;
            }
            List<Map<String, ?>> legs = event.results();
            if (!legs.isEmpty()) {
                lines.add("Total Legs: " + legs.size());
                lines.add("Successful: " + good(legs));
                lines.add("Failed: " + (legs.size() - good(legs)));
                for (Map<String, ?> leg : legs.subList(0, Math.min(OPTION_LEGS, legs.size()))) {
                    lines.add(mark(leg) + text(leg.get("symbol")) + " " + text(leg.get("action")) + " -> "
                            + text(isGood(leg) ? leg.get("orderid") : leg.get("message")));
                }
            }
            Object price = event.response().get("underlying_ltp");
            if (price != null) {
                lines.add("Underlying LTP: " + price);
            }
        });
    }
}
