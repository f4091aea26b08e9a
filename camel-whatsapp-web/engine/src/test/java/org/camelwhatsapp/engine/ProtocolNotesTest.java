package org.camelwhatsapp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sources cite the protocol notes by heading; every heading they name is there. */
class ProtocolNotesTest {
    private static final Pattern CITATION = Pattern.compile("docs/protocol\\.md,((?: ?(?:and|,)? ?\"[^\"]+\")+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final Path root = Path.of(System.getProperty("project.root"));

    @Test
    void haveEveryHeadingThatIsCited() throws IOException {
        Set<String> headings = Files.readAllLines(root.resolve("docs/protocol.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .collect(Collectors.toSet());
        Set<String> cited = new TreeSet<>();
        for (Path source : sources()) {
            Matcher citation = CITATION.matcher(unwrapped(source));
            while (citation.find()) {
                Matcher heading = QUOTED.matcher(citation.group(1));
                while (heading.find()) {
                    cited.add(heading.group(1));
                }
            }
        }
        assertThat(cited).hasSizeGreaterThan(10);
        assertThat(headings).containsAll(cited);
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("camel-whatsapp-web/engine/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String unwrapped(Path source) {
        try {
            return Files.readString(source).replaceAll("\\s*\\n\\s*(\\*|//)?\\s*", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
