package org.camelwhatsapp.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.interop.node.NodeClients;
import org.camelwhatsapp.interop.node.NodeMissingException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The load test itself works, with every client and every row. What it measures here means nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LoadTestTest {
    /** Where the interop tests install the clients too. */
    private static final Path NODE = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("interop")
            .resolve("target/node-clients");

    @TempDir
    private Path directory;

    private LoadPlan plan(Contender contender) {
        return new LoadPlan(
                List.of(contender),
                LoadPlan.Sizes.TINY,
                EnumSet.allOf(LoadPlan.Area.class),
                directory,
                NODE,
                true,
                true,
                List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    }

    @Test
    void measuresEveryRowOfOurEngine() {
        measuresEveryRow(Contender.ENGINE);
    }

    @Test
    void measuresEveryRowOfBaileys() {
        requireNode();
        measuresEveryRow(Contender.BAILEYS);
    }

    @Test
    void measuresEveryRowOfZapo() {
        requireNode();
        measuresEveryRow(Contender.ZAPO);
    }

    private void measuresEveryRow(Contender contender) {
        LoadPlan plan = plan(contender);
        LoadResult result = new LoadTest(plan, step -> {}).run();
        assertThat(result.failures()).isEmpty();
        Figures figures = result.figures();
        for (Row row : Row.values()) {
            assertThat(figures.cost(row, contender))
                    .as(row.title())
                    .isNotNull()
                    .satisfies(cost -> assertThat(cost.wallMillis()).isPositive());
        }
        assertThat(figures.memory(contender)).isNotNull();
        LoadReport report = new LoadReport(plan, result);
        assertThat(report.text()).contains("| send 1:1, cold | message |", "| idle session, heap KiB |");
        JsonObject rows = new JsonObject(report.json().encode()).getJsonObject("rows");
        assertThat(rows.fieldNames()).hasSize(Row.values().length);
        assertThat(rows.getJsonObject("send-warm").getJsonObject(contender.id()).getJsonArray("rounds"))
                .hasSize(1);
    }

    private static void requireNode() {
        try {
            NodeClients.in(NODE);
        } catch (NodeMissingException e) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(e.getMessage());
            }
            Assumptions.abort(e.getMessage());
        }
    }
}
