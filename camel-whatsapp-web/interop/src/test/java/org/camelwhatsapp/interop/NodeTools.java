package org.camelwhatsapp.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.camelwhatsapp.interop.node.NodeClients;
import org.camelwhatsapp.interop.node.NodeMissingException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The independent clients for tests. A machine without Node skips the tests; a build server fails, so that a missing tool
 * is not mistaken for a passed test.
 */
final class NodeTools {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path DRIVERS = MODULE.resolve("src/test/node");
    private static final Path INSTALLED = MODULE.resolve("target/node-clients");

    private NodeTools() {}

    /** The command that starts a driver, for example {@code baileys-driver.mjs}. */
    static ProcessBuilder driver(String file) {
        try {
            NodeClients clients = NodeClients.in(INSTALLED);
            addDrivers(clients);
            return clients.command(file);
        } catch (NodeMissingException e) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(e.getMessage());
            }
            return Assumptions.abort(e.getMessage());
        }
    }

    private static synchronized void addDrivers(NodeClients clients) {
        try (Stream<Path> files = Files.list(DRIVERS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    clients.addScript(file.getFileName().toString(), content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
