package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of scenarios names tests that exist, and leaves no scenario without a proof or a reason. */
class ScenariosTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]{3,4}-\\d\\d) \\| (.+) \\| (.+) \\|");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern ANNOTATION = Pattern.compile("@(?:Test|ParameterizedTest|Property|FuzzTest)\\b");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

    /** How many scenarios of each area there are. */
    private static final Map<String, Integer> AREAS = Map.ofEntries(
            Map.entry("CON", 33),
            Map.entry("PAIR", 15),
            Map.entry("SYN", 16),
            Map.entry("MSG", 46),
            Map.entry("RTY", 12),
            Map.entry("RCP", 14),
            Map.entry("OFF", 10),
            Map.entry("GRP", 30),
            Map.entry("COM", 9),
            Map.entry("PRS", 6),
            Map.entry("CAL", 5),
            Map.entry("STA", 7),
            Map.entry("APP", 14),
            Map.entry("ACC", 16),
            Map.entry("MED", 12),
            Map.entry("NWS", 9),
            Map.entry("ROB", 12),
            Map.entry("CML", 8));

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve("scenarios.md"));
    }

    /** The test methods of every test class of the project, by the name of the class. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(ScenariosTest::isTestSource).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                String source = read(file);
                Matcher annotation = ANNOTATION.matcher(source);
                Matcher method = METHOD.matcher(source);
                while (annotation.find()) {
                    if (method.find(annotation.end())) {
                        tests.computeIfAbsent(name, n -> new HashSet<>()).add(method.group(1));
                    }
                }
            }
        }
        return tests;
    }

    private static boolean isTestSource(Path file) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("src/test/java/") && !path.contains("target/");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyScenarioIsThereOnceWithAProofOrAReason() throws IOException {
        Map<String, Integer> found = new HashMap<>();
        Set<String> ids = new TreeSet<>();
        Matcher row = ROW.matcher(page());
        while (row.find()) {
            assertThat(ids.add(row.group(1))).as(row.group(1)).isTrue();
            found.merge(row.group(1).replaceAll("-.*", ""), 1, Integer::sum);
            boolean proved = NAMED.matcher(row.group(3)).find();
            assertThat(proved || row.group(3).matches("not: .{10,}"))
                    .as(row.group())
                    .isTrue();
        }
        assertThat(found).isEqualTo(AREAS);
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(page());
        while (named.find()) {
            if (!tests.getOrDefault(named.group(1), Set.of()).contains(named.group(2))) {
                missing.add(named.group(1) + "#" + named.group(2));
            }
        }
        assertThat(missing).isEmpty();
    }
}
