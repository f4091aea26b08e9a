package org.camelwhatsapp.benchmarks.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The figures as a table and as JSON, with the ratios to our engine's. */
final class LoadReport {
    private static final Contender OURS = Contender.ENGINE;

    private final LoadPlan plan;
    private final LoadResult result;

    LoadReport(LoadPlan plan, LoadResult result) {
        this.plan = plan;
        this.result = result;
    }

    /** Markdown. */
    String text() {
        StringBuilder out = new StringBuilder();
        LoadPlan.Sizes sizes = plan.sizes();
        out.append("CPU milliseconds of the client's process (in brackets: milliseconds that passed).\n\nMedians of ")
                .append(sizes.rounds())
                .append(" rounds after ")
                .append(sizes.warmUpRounds())
                .append(" of warm-up:\n\n");
        table(result.figures(), out);
        if (sizes.warmUpRounds() > 0) {
            out.append("\nThe first round, where the processes were new:\n\n");
            table(result.fresh(), out);
        }
        result.failures().forEach(failure -> out.append("\nFAILED: ").append(failure));
        return out.toString();
    }

    private void table(Figures figures, StringBuilder out) {
        out.append("| | per |");
        plan.contenders()
                .forEach(contender -> out.append(' ').append(contender.title()).append(" |"));
        others().forEach(other -> out.append(' ').append(other.id()).append(" / ours |"));
        out.append("\n|---|---|");
        out.append("---|".repeat(plan.contenders().size() + others().size())).append('\n');
        for (Row row : Row.values()) {
            line(figures, row, out);
        }
        memoryLine(figures, "idle session, heap KiB", MemoryFigure::heapBytes, out);
        memoryLine(figures, "idle session, resident KiB", MemoryFigure::residentBytes, out);
    }

    private List<Contender> others() {
        boolean comparable = plan.contenders().contains(OURS);
        return plan.contenders().stream().filter(c -> comparable && c != OURS).toList();
    }

    private void line(Figures figures, Row row, StringBuilder out) {
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

    private void memoryLine(Figures figures, String title, ToLongFunction<MemoryFigure> part, StringBuilder out) {
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
        return new JsonObject()
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("tls", plan.tls())
                .put("archive", plan.archive())
                .put("sizes", sizes(plan.sizes()))
                .put("rows", rows(result.figures()))
                .put("firstRound", rows(result.fresh()))
                .put("idleSession", memory(result.figures()))
                .put("failures", new JsonArray(result.failures()));
    }

    private JsonObject rows(Figures figures) {
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
        return rows;
    }

    private JsonObject memory(Figures figures) {
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
        return memory;
    }

    private static JsonObject sizes(LoadPlan.Sizes sizes) {
        return new JsonObject()
                .put("warmUpRounds", sizes.warmUpRounds())
                .put("rounds", sizes.rounds())
                .put("cold", sizes.cold())
                .put("warm", sizes.warm())
                .put("window", sizes.window())
                .put("group", sizes.group())
                .put("groupMessages", sizes.groupMessages())
                .put("connects", sizes.connects())
                .put("mediaMebibytes", sizes.mediaMebibytes())
                .put("mediaFiles", sizes.mediaFiles())
                .put("sessions", sizes.sessions());
    }

    private static JsonObject json(Cost cost) {
        return new JsonObject().put("cpuMillis", cost.cpuMillis()).put("wallMillis", cost.wallMillis());
    }
}
