package org.camelwhatsapp.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Node and the independent clients that run on it. The first use installs them, from the lock file and without running
 * their scripts, below the build directory. A machine without them skips the tests; a build server fails, so that a
 * missing tool is not mistaken for a passed test.
 */
final class NodeTools {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path SOURCES = MODULE.resolve("src/test/node");
    private static final Path INSTALLED = MODULE.resolve("target/node-clients");
    private static final String LOCK = "package-lock.json";
    /** Holds the lock file that the installation was made from; written last. */
    private static final Path STAMP = INSTALLED.resolve("installed-from.json");

    private static final int INSTALL_SECONDS = 300;

    private NodeTools() {}

    /** The command that starts a driver, for example {@code baileys-driver.mjs}. */
    static ProcessBuilder driver(String file) {
        String problem = problem();
        if (problem != null) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(problem);
            }
            Assumptions.abort(problem);
        }
        return new ProcessBuilder("node", file).directory(INSTALLED.toFile());
    }

    private static synchronized String problem() {
        try {
            if (!run(List.of("node", "--version"), MODULE, 20)) {
                return "node cannot be run";
            }
            copySources();
            byte[] lock = Files.readAllBytes(SOURCES.resolve(LOCK));
            if (Files.exists(STAMP) && java.util.Arrays.equals(lock, Files.readAllBytes(STAMP))) {
                return null;
            }
            String npm =
                    System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";
            if (!run(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"), INSTALLED, INSTALL_SECONDS)) {
                return "npm could not install the clients, see " + log(INSTALLED);
            }
            Files.write(STAMP, lock);
            return null;
        } catch (IOException e) {
            return "node or npm is missing: " + e.getMessage();
        }
    }

    private static void copySources() throws IOException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path log(Path directory) {
        return directory.equals(INSTALLED) ? INSTALLED.resolve("npm.log") : MODULE.resolve("target/node.log");
    }

    private static boolean run(List<String> command, Path directory, int seconds) throws IOException {
        Files.createDirectories(INSTALLED);
        Process process = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(directory).toFile())
                .start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
