package org.camelwhatsapp.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.camelwhatsapp.interop.node.NodeClients;
import org.camelwhatsapp.interop.node.NodeMissingException;
import org.jspecify.annotations.Nullable;
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
            return missing(String.valueOf(e.getMessage()), System.getenv("CI"));
        }
    }

    /**
     * Ends a test that cannot run: as skipped, or as failed where tests are obligatory.
     *
     * @param obligatory {@code true} on a build server
     */
    static <T> T missing(String what, @Nullable String obligatory) {
        return Boolean.parseBoolean(obligatory) ? Assertions.fail(what) : Assumptions.abort(what);
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
