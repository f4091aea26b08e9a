package org.camelwhatsapp.component.catalog;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.camelwhatsapp.component.event.EventTypes;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.component.operation.Operations;

/**
 * A step of the build: writes what is derived from the catalogues, so that there is no second list. The enum of the option
 * {@code operation} in the component's metadata, the OpenAPI and AsyncAPI documents, and two pages of the documentation.
 */
public final class CatalogWriter {
    private static final String METADATA = "META-INF/org/camelwhatsapp/component/whatsapp-web.json";
    private static final String OPEN_API = "org/camelwhatsapp/component/operations.openapi.json";

    private static final String ASYNC_API = "org/camelwhatsapp/component/events.asyncapi.json";

    private CatalogWriter() {}

    /** @param args the directory of the compiled classes, and that of the documentation */
    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        Path docs = Path.of(args[1]);
        Collection<Operation<?>> operations = Operations.all().values();
        ObjectWriter json = OperationJson.mapper().writerWithDefaultPrettyPrinter();
        Path metadata = classes.resolve(METADATA);
        ObjectNode component = (ObjectNode) OperationJson.mapper().readTree(metadata.toFile());
        for (String options : new String[] {"componentProperties", "properties"}) {
            if (component.path(options).path("operation") instanceof ObjectNode operation) {
                ArrayNode names = operation.putArray("enum");
                operations.forEach(each -> names.add(each.name()));
            }
        }
        write(metadata, json.writeValueAsString(component));
        write(classes.resolve(OPEN_API), json.writeValueAsString(OperationsOpenApi.of(operations)));
        write(docs.resolve("operations.md"), OperationsPage.of(operations));
        write(
                classes.resolve(ASYNC_API),
                json.writeValueAsString(EventsAsyncApi.of(EventTypes.all().values())));
        write(docs.resolve("events.md"), EventsPage.of(EventTypes.all().values()));
    }

    private static void write(Path file, String text) throws IOException {
        String unix = text.replace("\r\n", "\n");
        if (Files.exists(file) && Files.readString(file).equals(unix)) {
            return;
        }
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, unix);
    }
}
