package org.camelwhatsapp.benchmarks.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures as a table and as JSON, with the ratios to our engine's. */
final class LoadReport {
    private static final Contender OURS = Contender.ENGINE;

    private final LoadPlan plan;
    private final Figures figures;

    LoadReport(LoadPlan plan, Figures figures) {
        this.plan = plan;
        this.figures = figures;
    }

    /** Markdown. */
    String text() {
        StringBuilder out = new StringBuilder();
        out.append("CPU milliseconds of the client's process (in brackets: milliseconds that passed), medians of ")
                .append(plan.sizes().rounds())
                .append(" rounds after ")
                .append(plan.sizes().warmUpRounds())
                .append(" of warm-up\n\n| | per |");
        plan.contenders()
                .forEach(contender -> out.append(' ').append(contender.title()).append(" |"));
        others().forEach(other -> out.append(' ').append(other.id()).append(" / ours |"));
        out.append("\n|---|---|");
        out.append("---|".repeat(plan.contenders().size() + others().size())).append('\n');
        for (Row row : Row.values()) {
            line(row, out);
        }
        memoryLine("idle session, heap KiB", MemoryFigure::heapBytes, out);
        memoryLine("idle session, resident KiB", MemoryFigure::residentBytes, out);
        return out.toString();
    }

    private List<Contender> others() {
        boolean comparable = plan.contenders().contains(OURS);
        return plan.contenders().stream().filter(c -> comparable && c != OURS).toList();
    }

    private void line(Row row, StringBuilder out) {
        if (plan.contenders().stream().allMatch(c -> figures.cost(row, c) == null)) {
            return;
        }
        out.append("| ").append(row.title()).append(" | ").append(row.unit()).append(" |");
        for (Contender contender : plan.contenders()) {
            Cost cost = figures.cost(row, contender);
            out.append(cost == null ? " |" : format(" %.2f (%.2f) |", cost.cpuMillis(), cost.wallMillis()));
        }
        Cost ours = figures.cost(row, OURS);
        for (Contender other : others()) {
            Cost cost = figures.cost(row, other);
            out.append(ratio(cost == null ? null : cost.cpuMillis(), ours == null ? null : ours.cpuMillis()));
        }
        out.append('\n');
    }

    private void memoryLine(String title, java.util.function.ToLongFunction<MemoryFigure> part, StringBuilder out) {
        if (plan.contenders().stream().allMatch(c -> figures.memory(c) == null)) {
            return;
        }
        out.append("| ").append(title).append(" | session |");
        for (Contender contender : plan.contenders()) {
            MemoryFigure memory = figures.memory(contender);
            out.append(memory == null ? " |" : format(" %.0f |", part.applyAsLong(memory) / 1024.0));
        }
        MemoryFigure ours = figures.memory(OURS);
        for (Contender other : others()) {
            MemoryFigure memory = figures.memory(other);
            out.append(ratio(
                    memory == null ? null : (double) part.applyAsLong(memory),
                    ours == null ? null : (double) part.applyAsLong(ours)));
        }
        out.append('\n');
    }

    private static String ratio(@Nullable Double other, @Nullable Double ours) {
        return other == null || ours == null || ours <= 0 ? " |" : format(" %.1f |", other / ours);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    JsonObject json() {
        JsonObject rows = new JsonObject();
        for (Row row : Row.values()) {
            JsonObject entry = new JsonObject().put("unit", row.unit());
            for (Contender contender : plan.contenders()) {
                Cost cost = figures.cost(row, contender);
                if (cost != null) {
                    JsonArray samples = new JsonArray();
                    figures.samples(row, contender).forEach(sample -> samples.add(json(sample)));
                    entry.put(contender.id(), json(cost).put("rounds", samples));
                }
            }
            if (entry.size() > 1) {
                rows.put(row.id(), entry);
            }
        }
        JsonObject memory = new JsonObject();
        for (Contender contender : plan.contenders()) {
            MemoryFigure figure = figures.memory(contender);
            if (figure != null) {
                memory.put(
                        contender.id(),
                        new JsonObject()
                                .put("heapBytes", figure.heapBytes())
                                .put("residentBytes", figure.residentBytes()));
            }
        }
        return new JsonObject()
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("tls", plan.tls())
                .put("archive", plan.archive())
                .put("sizes", new JsonObject(sizes()))
                .put("rows", rows)
                .put("idleSession", memory);
    }

    private java.util.Map<String, Object> sizes() {
        java.util.Map<String, Object> fields = new java.util.LinkedHashMap<>();
        LoadPlan.Sizes sizes = plan.sizes();
        fields.put("warmUpRounds", sizes.warmUpRounds());
        fields.put("rounds", sizes.rounds());
        fields.put("cold", sizes.cold());
        fields.put("warm", sizes.warm());
        fields.put("window", sizes.window());
        fields.put("group", sizes.group());
        fields.put("groupMessages", sizes.groupMessages());
        fields.put("connects", sizes.connects());
        fields.put("mediaMebibytes", sizes.mediaMebibytes());
        fields.put("mediaFiles", sizes.mediaFiles());
        fields.put("sessions", sizes.sessions());
        return fields;
    }

    private static JsonObject json(Cost cost) {
        return new JsonObject().put("cpuMillis", cost.cpuMillis()).put("wallMillis", cost.wallMillis());
    }
}
