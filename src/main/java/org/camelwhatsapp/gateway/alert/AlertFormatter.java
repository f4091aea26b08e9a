package org.camelwhatsapp.gateway.alert;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Order events as alert texts, to the letter of OA-72 to OA-92. Ten topics alert, four never do; other kinds get a layout
 * with only mode and time. Thread-safe.
 */
public final class AlertFormatter {
    private static final Set<String> SILENT =
            Set.of("order.failed", "order.modify_failed", "order.cancel_failed", "analyzer.error");
    private static final Map<String, AlertLayout> LAYOUTS = Map.of(
            "placeorder", OrderLayouts.placed(),
            "placesmartorder", OrderLayouts.smartPlaced(),
            "modifyorder", OrderLayouts.modified(),
            "cancelorder", OrderLayouts.cancelled(),
            "cancelallorder", OrderLayouts.allCancelled(),
            "closeposition", OrderLayouts.closed(),
            "basketorder", MultiOrderLayouts.basket(),
            "splitorder", MultiOrderLayouts.split(),
            "optionsorder", MultiOrderLayouts.options("Options Order Executed"),
            "optionsmultiorder", MultiOrderLayouts.options("Options Multi-Order Executed"));
    private static final String RULE = "-".repeat(21);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final InstantSource time;
    private final ZoneId zone;

    /** @param zone the server's zone, for the time line */
    public AlertFormatter(InstantSource time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /** The text of an event, or null when its topic never alerts. */
    public @Nullable String format(OrderEvent event) {
        if (SILENT.contains(event.topic())
                || event.topic().startsWith("gtt.") && event.topic().endsWith("failed")) {
            return null;
        }
        AlertLayout layout = LAYOUTS.get(event.kind());
        List<String> lines = new ArrayList<>();
        lines.add("*" + (layout == null ? "Order Update" : layout.title()) + "*");
        Object strategy = event.request().get("strategy");
        if (strategy != null && !strategy.toString().isEmpty()) {
            lines.add("Strategy: " + strategy);
        }
        lines.add(event.isAnalyze() ? "*ANALYZE MODE - No Real Order*" : "*LIVE MODE - Real Order*");
        lines.add(RULE);
        if (layout != null) {
            layout.body(event, lines);
        }
        lines.add("Time: " + TIME.format(time.instant().atZone(zone)));
        return String.join("\n", lines);
    }

    /** Formats the JSON of an event; for routes. */
    public @Nullable String formatJson(Map<String, ?> json) {
        return format(OrderEvent.of(json));
    }

    /** The kinds that have a layout of their own, sorted. */
    public static Set<String> kinds() {
        return Stream.of(LAYOUTS.keySet())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
