package org.camelwhatsapp.benchmarks.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What was measured. */
final class Figures {
    private final Map<Row, Map<Contender, List<Cost>>> costs = new EnumMap<>(Row.class);
    private final Map<Contender, MemoryFigure> perSession = new EnumMap<>(Contender.class);

    void add(Row row, Contender contender, Cost cost) {
        costs.computeIfAbsent(row, r -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, c -> new ArrayList<>())
                .add(cost);
    }

    void addMemory(Contender contender, MemoryFigure marginal) {
        perSession.put(contender, marginal);
    }

    /** The median over the rounds, of each part by itself, or null if the client did not do this. */
    @Nullable
    Cost cost(Row row, Contender contender) {
        List<Cost> all = samples(row, contender);
        return all.isEmpty() ? null : new Cost(median(all, Cost::cpuMillis), median(all, Cost::wallMillis));
    }

    List<Cost> samples(Row row, Contender contender) {
        return costs.getOrDefault(row, Map.of()).getOrDefault(contender, List.of());
    }

    /** What one more session takes, or null. */
    @Nullable
    MemoryFigure memory(Contender contender) {
        return perSession.get(contender);
    }

    private static double median(List<Cost> all, ToDoubleFunction<Cost> part) {
        double[] sorted = all.stream().mapToDouble(part).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
