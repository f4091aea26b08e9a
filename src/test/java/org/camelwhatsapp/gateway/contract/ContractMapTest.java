package org.camelwhatsapp.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.Operations;
import org.camelwhatsapp.gateway.Gateway;
import org.junit.jupiter.api.Test;

/** No operation of the contract is forgotten: each is served by operations of the catalogue or is the gateway's own. */
class ContractMapTest {
    private static final int OPERATIONS = 190;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final List<Row> rows = rows();
    private final Set<String> awaited = Set.copyOf(lines("awaited.txt"));

    /** One operation of the contract: its entry of the checklist, what it is, what it needs, the gateway's own part. */
    private record Row(String id, String operation, Set<String> needs, String own) {
        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
            assertThat(cells).as(line).hasSize(4);
            Set<String> needs = Arrays.stream(cells.get(2).split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Row(cells.get(0), cells.get(1), needs, cells.get(3));
        }
    }

    private static List<String> lines(String name) {
        return new String(bytes("/org/camelwhatsapp/gateway/contract/" + name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Gateway.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Row> rows() {
        return lines("digigo-operations.txt").stream().map(Row::of).toList();
    }

    @Test
    void namesEveryOperationOfTheContractOnce() throws IOException {
        JsonNode contract =
                new ObjectMapper().readTree(bytes("/org/camelwhatsapp/gateway/contract/digigo.openapi.json"));
        List<String> operations = new ArrayList<>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(
                                method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(operations).hasSize(OPERATIONS);
        assertThat(rows).extracting(Row::operation).containsExactlyInAnyOrderElementsOf(operations);
        assertThat(rows)
                .extracting(Row::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, OPERATIONS)
                        .mapToObj("DG-%03d"::formatted)
                        .toList());
    }

    @Test
    void saysOfEachWhatServesIt() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.needs().isEmpty() && row.own().isEmpty())
                        .as(row.operation())
                        .isFalse());
    }

    @Test
    void needsNothingThatTheCatalogueDoesNotHaveOrAwait() {
        Map<String, Set<String>> unknown = new TreeMap<>();
        for (Row row : rows) {
            Set<String> missing = new TreeSet<>(row.needs());
            missing.removeAll(Operations.all().keySet());
            missing.removeAll(awaited);
            if (!missing.isEmpty()) {
                unknown.put(row.operation(), missing);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void awaitsNothingThatIsThereOrThatNobodyNeeds() {
        Set<String> there = new TreeSet<>(awaited);
        there.retainAll(Operations.all().keySet());
        assertThat(there).as("these exist: take them from awaited.txt").isEmpty();
        Set<String> needed = new HashSet<>();
        rows.forEach(row -> needed.addAll(row.needs()));
        assertThat(needed).containsAll(awaited);
    }

    @Test
    void agreesWithWhatOperationsSayTheyServe() {
        Map<String, Row> byId = rows.stream().collect(Collectors.toMap(Row::id, row -> row));
        for (Operation<?> operation : Operations.all().values()) {
            for (String id : operation.serves()) {
                Row row = byId.get(id);
                if (row != null) {
                    assertThat(row.needs()).as("%s, %s", id, row.operation()).contains(operation.name());
                }
            }
        }
    }
}
