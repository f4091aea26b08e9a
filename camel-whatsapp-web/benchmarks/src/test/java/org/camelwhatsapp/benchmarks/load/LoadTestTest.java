package org.camelwhatsapp.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.interop.node.NodeClients;
import org.camelwhatsapp.interop.node.NodeMissingException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The load test itself works, with every client and every row. What it measures here means nothing. */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class LoadTestTest {
    /** Where the interop tests install the clients too. */
    private static final Path NODE = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("interop")
            .resolve("target/node-clients");

    @TempDir
    private Path directory;

    @Test
    void measuresEveryRowOfEveryClient() {
        List<Contender> contenders = new ArrayList<>(List.of(Contender.ENGINE));
        if (nodeIsThere()) {
            contenders.addAll(List.of(Contender.BAILEYS, Contender.ZAPO));
        }
        LoadPlan plan = new LoadPlan(
                contenders,
                LoadPlan.Sizes.TINY,
                EnumSet.allOf(LoadPlan.Area.class),
                directory,
                NODE,
                true,
                true,
                List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
        LoadResult result = new LoadTest(plan, step -> {}).run();
        assertThat(result.failures()).isEmpty();
        Figures figures = result.figures();
        for (Contender contender : contenders) {
            for (Row row : Row.values()) {
                assertThat(figures.cost(row, contender))
                        .as(contender.title() + ", " + row.title())
                        .isNotNull()
                        .satisfies(cost -> assertThat(cost.wallMillis()).isPositive());
            }
            assertThat(figures.memory(contender)).isNotNull();
        }
        LoadReport report = new LoadReport(plan, result);
        assertThat(report.text()).contains("| send 1:1, cold | message |", "| idle session, heap KiB |");
        JsonObject rows = new JsonObject(report.json().encode()).getJsonObject("rows");
        assertThat(rows.fieldNames()).hasSize(Row.values().length);
        for (Contender contender : contenders) {
            assertThat(rows.getJsonObject("send-warm")
                            .getJsonObject(contender.id())
                            .getJsonArray("rounds"))
                    .hasSize(1);
        }
    }

    @Test
    void aClientThatDoesNotStartIsTold() {
        LoadPlan plan = new LoadPlan(
                List.of(Contender.ENGINE),
                LoadPlan.Sizes.TINY,
                EnumSet.of(LoadPlan.Area.CONNECT),
                directory,
                NODE,
                false,
                true,
                List.of("-XX:NoSuchOption"));
        LoadResult result = new LoadTest(plan, step -> {}).run();
        assertThat(result.failures()).singleElement().asString().contains("camel-whatsapp-web, connect");
        assertThat(new LoadReport(plan, result).text()).contains("FAILED: camel-whatsapp-web, connect");
    }

    /** A build server without Node fails, so that a missing tool is not mistaken for a passed test. */
    private static boolean nodeIsThere() {
        try {
            NodeClients.in(NODE);
            return true;
        } catch (NodeMissingException e) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(e.getMessage());
            }
            return false;
        }
    }
}
