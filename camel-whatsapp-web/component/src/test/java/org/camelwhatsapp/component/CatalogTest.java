package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelwhatsapp.component.operation.Operations;
import org.junit.jupiter.api.Test;

/** What tools read about the component agrees with the component. */
class CatalogTest {
    private static String metadata() throws IOException {
        try (InputStream in =
                CatalogTest.class.getResourceAsStream("/META-INF/org/camelwhatsapp/component/whatsapp-web.json")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isFoundByItsScheme() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getComponent("whatsapp-web")).isInstanceOf(WhatsAppWebComponent.class);
        }
    }

    @Test
    void offersTheOperationsThereAre() throws IOException {
        Matcher operation = Pattern.compile("\"operation\": \\{[^}]*\"enum\": \\[([^\\]]*)\\]")
                .matcher(metadata());
        assertThat(operation.find()).isTrue();
        assertThat(operation.group(1).replace("\"", "").trim().split(",\\s*"))
                .containsExactlyInAnyOrderElementsOf(Operations.all().keySet());
    }

    @Test
    void documentsTheOperationsThereAre() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "component.md"));
        assertThat(page.lines()
                        .filter(line -> line.matches("\\| `[a-z]+\\.[A-Za-z]+` .*"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .collect(Collectors.toSet()))
                .isEqualTo(Operations.all().keySet());
    }

    @Test
    void keepsSecretsSecretInTheMetadata() throws IOException {
        for (String option : new String[] {"storePassphrase", "storePassword"}) {
            assertThat(metadata()).containsPattern("\"" + option + "\": \\{[^}]*\"secret\": true");
        }
    }
}
