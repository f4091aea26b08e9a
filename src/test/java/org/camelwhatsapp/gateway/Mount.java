package org.camelwhatsapp.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, on machines where a test may mount one. */
final class Mount implements AutoCloseable {
    private final Path directory;

    private Mount(Path directory) {
        this.directory = directory;
    }

    /** Mounts one of this size; skips the test where that is not allowed. */
    static Mount tmpfs(Path directory, String size) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString()),
                "needs a machine where a test may mount a file system");
        return new Mount(directory);
    }

    void remount(String option) throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount," + option, directory.toString())) {
            throw new IOException("cannot remount");
        }
    }

    /** False also where there is no such program. */
    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        run("umount", "-l", directory.toString());
    }
}
