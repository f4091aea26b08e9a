package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camelwhatsapp.component.event.EventTypes;
import org.camelwhatsapp.component.operation.Operations;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.junit.jupiter.api.Test;

/** No operation and no event without a test through a route against the simulator. */
class EveryEntryHasARouteTest {
    private static List<RouteTestOf> all() throws IOException {
        Path classes = Path.of(System.getProperty("project.root"), "camel-whatsapp-web/component/target/test-classes");
        List<RouteTestOf> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith("Test.class"))::iterator) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replace('\\', '.');
                for (Method method : load(name.substring(0, name.length() - ".class".length()))
                        .getDeclaredMethods()) {
                    RouteTestOf shown = method.getAnnotation(RouteTestOf.class);
                    if (shown != null) {
                        assertThat(method.isAnnotationPresent(Test.class))
                                .as(method.toString())
                                .isTrue();
                        found.add(shown);
                    }
                }
            }
        }
        return found;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyOperationIsPerformedByARoute() throws IOException {
        Set<String> shown = new TreeSet<>();
        all().forEach(test -> shown.addAll(List.of(test.operations())));
        assertThat(shown).containsExactlyInAnyOrderElementsOf(Operations.all().keySet());
    }

    @Test
    void everyEventIsConsumedByARoute() throws IOException {
        Set<String> shown = new TreeSet<>();
        all().forEach(test -> shown.addAll(List.of(test.events())));
        assertThat(shown).containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    }
}
