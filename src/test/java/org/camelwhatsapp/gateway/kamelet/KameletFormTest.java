package org.camelwhatsapp.gateway.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each Kamelet has the form that the catalogue's own validator asks for. */
class KameletFormTest {
    static final Path DIRECTORY = Path.of(System.getProperty("project.root"), "kamelets");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z]+)}}");

    static Stream<Path> kamelets() throws IOException {
        return Files.list(DIRECTORY).sorted();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> load(Path file) {
        try {
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Object node, String... names) {
        Object found = node;
        for (String name : names) {
            assertThat(found).as(name).isInstanceOf(Map.class);
            found = ((Map<String, Object>) found).get(name);
        }
        return (T) found;
    }

    private static String type(Map<String, Object> kamelet) {
        return at(kamelet, "metadata", "labels", "camel.apache.org/kamelet.type");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void isNamedAsItsFileAndItsKind(Path file) {
        Map<String, Object> kamelet = load(file);
        assertThat(kamelet).containsEntry("apiVersion", "camel.apache.org/v1").containsEntry("kind", "Kamelet");
        String name = at(kamelet, "metadata", "name");
        assertThat(file).hasFileName(name + ".kamelet.yaml");
        assertThat(type(kamelet)).isIn("source", "sink", "action");
        assertThat(name).matches("[a-z0-9-]+").endsWith("-" + type(kamelet));
        String title = at(kamelet, "spec", "definition", "title");
        assertThat(title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-')).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void carriesTheAnnotationsOfTheCatalogue(Path file) {
        Map<String, String> annotations = at(load(file), "metadata", "annotations");
        for (String name : List.of("support.level", "icon", "group", "namespace")) {
            assertThat(annotations).containsKey("camel.apache.org/kamelet." + name);
        }
        assertThat(annotations).containsKeys("camel.apache.org/catalog.version", "camel.apache.org/provider");
        String prefix = "data:image/svg+xml;base64,";
        String icon = annotations.get("camel.apache.org/kamelet.icon");
        assertThat(icon).startsWith(prefix);
        assertThat(new String(Base64.getDecoder().decode(icon.substring(prefix.length())), StandardCharsets.UTF_8))
                .startsWith("<svg ");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void describesItsProperties(Path file) {
        Map<String, Object> definition = at(load(file), "spec", "definition");
        assertThat(definition).containsEntry("type", "object").containsKeys("title", "description");
        Map<String, Map<String, Object>> properties = at(definition, "properties");
        Set<Object> titles = new HashSet<>();
        properties.forEach((name, property) -> {
            assertThat(property).as(name).containsKeys("title", "description", "type");
            assertThat((String) property.get("title"))
                    .doesNotStartWith("The ")
                    .doesNotStartWith("A ")
                    .matches("([A-Z][A-Za-z]*)( [A-Z][A-Za-z]*)*");
            assertThat((String) property.get("description")).endsWith(".");
            assertThat(titles.add(property.get("title"))).as("two of one title").isTrue();
            assertThat((String) property.get("type")).isIn("string", "integer", "number", "boolean");
            if ("password".equals(property.get("format"))) {
                assertThat((Collection<Object>) property.get("x-descriptors")).contains("urn:camel:group:credentials");
            }
            assertThat(name.matches(".*([Pp]ass|[Kk]ey$).*") && !name.equals("noiseRootKey"))
                    .as("secrets are marked")
                    .isEqualTo("password".equals(property.get("format")));
        });
        List<String> required = definition.get("required") == null ? List.of() : at(definition, "required");
        assertThat(properties.keySet()).containsAll(required);
        assertThat(required).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void usesWhatItDeclaresAndDeclaresWhatItUses(Path file) throws IOException {
        Map<String, Object> kamelet = load(file);
        Set<String> declared =
                new TreeSet<>(((Map<String, ?>) at(kamelet, "spec", "definition", "properties")).keySet());
        List<Map<String, String>> beans =
                at(kamelet, "spec", "template", "beans") == null ? List.of() : at(kamelet, "spec", "template", "beans");
        beans.forEach(bean -> declared.add(bean.get("name")));
        String text = Files.readString(file);
        Matcher used = PLACEHOLDER.matcher(text.substring(text.indexOf("  template:")));
        Set<String> found = new TreeSet<>();
        while (used.find()) {
            found.add(used.group(1));
        }
        assertThat(found).isEqualTo(declared);
        String from = at(kamelet, "spec", "template", "from", "uri");
        assertThat(from.equals("kamelet:source")).isEqualTo(!type(kamelet).equals("source"));
        assertThat(text.contains("kamelet:sink")).isEqualTo(type(kamelet).equals("source"));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void namesItsDependenciesAndTypesOfData(Path file) throws IOException {
        Map<String, Object> kamelet = load(file);
        List<String> dependencies = at(kamelet, "spec", "dependencies");
        assertThat(dependencies).contains("camel:kamelet").isSorted().allMatch(name -> name.matches("(camel|mvn):.+"));
        String version = at(kamelet, "metadata", "annotations", "camel.apache.org/catalog.version");
        String pom = Files.readString(DIRECTORY.resolveSibling("pom.xml"));
        assertThat(pom).contains("<revision>" + version + "</revision>");
        assertThat(dependencies.stream().filter(name -> name.startsWith("mvn:org.camelwhatsapp:")))
                .allMatch(name -> name.endsWith(":" + version));
        Map<String, Object> dataTypes = at(kamelet, "spec", "dataTypes");
        assertThat(dataTypes.keySet())
                .isEqualTo(
                        switch (type(kamelet)) {
                            case "source" -> Set.of("out");
                            case "sink" -> Set.of("in");
                            default -> Set.of("in", "out");
                        });
        dataTypes.values().forEach(direction -> {
            String chosen = at(direction, "default");
            assertThat((Map<String, Object>) at(direction, "types")).containsKey(chosen);
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void givesTheComponentOnlyOptionsThatItHas(Path file) throws IOException {
        Set<String> options = new HashSet<>();
        try (InputStream in =
                getClass().getResourceAsStream("/META-INF/org/camelwhatsapp/component/whatsapp-web.json")) {
            JsonNode properties = new ObjectMapper().readTree(in).get("properties");
            properties.fieldNames().forEachRemaining(options::add);
        }
        check(at(load(file), "spec", "template"), options);
    }

    private static void check(Object node, Set<String> options) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri && uri.startsWith("whatsapp-web:")) {
                assertThat(options).containsAll(((Map<String, ?>) at(map, "parameters")).keySet());
            }
            map.values().forEach(value -> check(value, options));
        } else if (node instanceof Collection<?> list) {
            list.forEach(value -> check(value, options));
        }
    }

    @Test
    void titlesAndDescriptionsAreTheirOwn() throws IOException {
        List<Map<String, Object>> all = kamelets().map(KameletFormTest::load).toList();
        assertThat(all).hasSizeGreaterThan(4);
        assertThat(all.stream().map(kamelet -> at(kamelet, "spec", "definition", "title")))
                .doesNotHaveDuplicates();
        assertThat(all.stream().map(kamelet -> at(kamelet, "spec", "definition", "description")))
                .doesNotHaveDuplicates();
    }
}
