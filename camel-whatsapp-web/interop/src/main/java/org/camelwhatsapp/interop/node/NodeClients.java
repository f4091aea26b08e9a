package org.camelwhatsapp.interop.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A directory with the independent clients, installed by npm from the lock file and without running their scripts. The
 * first use installs them, which needs a network; later ones find them there. Thread-safe within a process.
 */
public final class NodeClients {
    private static final String LOCK = "package-lock.json";
    private static final List<String> FILES = List.of("package.json", LOCK, ".npmrc", "lines.mjs");
    /** Holds the lock file that the installation was made from; written last. */
    private static final String STAMP = "installed-from.json";

    private static final int VERSION_SECONDS = 60;
    private static final int INSTALL_SECONDS = 300;

    private final Path directory;

    private NodeClients(Path directory) {
        this.directory = directory;
    }

    /**
     * Installs the clients unless they are there. Blocks, up to five minutes.
     *
     * @throws NodeMissingException if Node or npm is missing or fails
     */
    public static synchronized NodeClients in(Path directory) {
        NodeClients clients = new NodeClients(directory);
        try {
            clients.install();
        } catch (IOException e) {
            throw new NodeMissingException("node or npm is missing: " + e.getMessage());
        }
        return clients;
    }

    private void install() throws IOException {
        Files.createDirectories(directory);
        if (!run(List.of("node", "--version"), VERSION_SECONDS)) {
            throw new NodeMissingException("node cannot be run");
        }
        for (String name : FILES) {
            try (InputStream file = NodeClients.class.getResourceAsStream("/node-clients/" + name)) {
                if (file == null) {
                    throw new IllegalStateException("the resource " + name + " is missing");
                }
                Files.copy(file, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path stamp = directory.resolve(STAMP);
        byte[] lock = Files.readAllBytes(directory.resolve(LOCK));
        if (Files.exists(stamp) && Arrays.equals(lock, Files.readAllBytes(stamp))) {
            return;
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String npm = windows ? "npm.cmd" : "npm";
        if (!run(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"), INSTALL_SECONDS)) {
            throw new NodeMissingException("npm could not install the clients: " + firstError() + ", see " + log());
        }
        Files.write(stamp, lock);
    }

    /** Such as the registry that cannot be reached, so that a build server's log says it. */
    private String firstError() throws IOException {
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("npm error") || line.startsWith("npm ERR!"))
                    .findFirst()
                    .orElse("it did not end in time");
        }
    }

    private Path log() {
        return directory.resolve("npm.log");
    }

    /** Puts a script beside the clients, so that it can import them. */
    public void addScript(String name, InputStream content) throws IOException {
        Files.copy(content, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The command that runs a script, for example {@code baileys-driver.mjs}. */
    public ProcessBuilder command(String script, String... nodeOptions) {
        ProcessBuilder command = new ProcessBuilder("node").directory(directory.toFile());
        command.command().addAll(List.of(nodeOptions));
        command.command().add(script);
        return command;
    }

    private boolean run(List<String> command, int seconds) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
