package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.component.operation.Operations;
import org.camelwhatsapp.component.operation.RequestType;
import org.junit.jupiter.api.Test;

/** What tools read about the component agrees with the component. */
class CatalogTest {
    private static JsonNode metadata() throws IOException {
        return resource("/META-INF/org/camelwhatsapp/component/whatsapp-web.json");
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = CatalogTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return OperationJson.mapper().readTree(in);
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
        for (String place : new String[] {"componentProperties", "properties"}) {
            List<String> names = new ArrayList<>();
            metadata().path(place).path("operation").path("enum").forEach(name -> names.add(name.textValue()));
            assertThat(names).containsExactlyElementsOf(Operations.all().keySet());
        }
    }

    @Test
    void documentsTheOperationsThereAre() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "operations.md"));
        assertThat(page.lines()
                        .filter(line -> line.startsWith("### `"))
                        .map(line -> line.substring(5, line.length() - 1)))
                .containsExactlyInAnyOrderElementsOf(Operations.all().keySet());
        assertThat(page.lines().filter(line -> line.startsWith("## "))).doesNotHaveDuplicates();
    }

    @Test
    void describesEveryOperationAndItsTypesForCallersOverHttp() throws IOException {
        JsonNode document = resource("/org/camelwhatsapp/component/operations.openapi.json");
        for (String name : Operations.all().keySet()) {
            JsonNode answers = document.path("paths")
                    .path("/v1/sessions/{session}/operations/" + name)
                    .path("post")
                    .path("responses");
            assertThat(answers.fieldNames())
                    .toIterable()
                    .as(name)
                    .contains("400", "401", "404", "409", "422", "503", "default");
        }
        assertThat(document.at("/components/securitySchemes/key/name").textValue())
                .isEqualTo("X-API-KEY");
        assertThat(document.at("/security/0").has("key")).isTrue();
        Matcher reference = Pattern.compile("\"#/components/schemas/([^\"]+)\"").matcher(document.toString());
        while (reference.find()) {
            assertThat(document.path("components").path("schemas").has(reference.group(1)))
                    .as(reference.group(1))
                    .isTrue();
        }
        assertThat(document.at("/components/schemas/GroupInfo/properties/jid/type")
                        .textValue())
                .isEqualTo("string");
    }

    @Test
    void describesEveryFieldThatARequestMustHave() throws IOException {
        JsonNode document = resource("/org/camelwhatsapp/component/operations.openapi.json");
        for (Operation<?> operation : Operations.all().values()) {
            JsonNode schema = document.path("paths")
                    .path("/v1/sessions/{session}/operations/" + operation.name())
                    .at("/post/requestBody/content/application~1json/schema");
            operation.request().fields().stream()
                    .filter(RequestType.Field::required)
                    .forEach(field -> assertThat(schema.path("properties").has(field.name()))
                            .as(operation.name() + " " + field.name())
                            .isTrue());
        }
        assertThat(document.at("/components/schemas/Media/anyOf")).hasSize(2);
    }

    @Test
    void namesAndExplainsEveryField() {
        for (Operation<?> operation : Operations.all().values()) {
            assertThat(operation.name()).matches("[a-z]+\\.[a-z][A-Za-z]+");
            assertThat(operation.description()).as(operation.name()).matches("(?s)[A-Z].*\\.");
            operation
                    .request()
                    .fields()
                    .forEach(field -> assertThat(field.description())
                            .as(operation.name() + " " + field.name())
                            .endsWith("."));
        }
    }

    @Test
    void keepsSecretsSecretInTheMetadata() throws IOException {
        for (String option : new String[] {"storePassphrase", "storePassword"}) {
            assertThat(metadata().at("/properties/" + option + "/secret").booleanValue())
                    .as(option)
                    .isTrue();
        }
    }
}
