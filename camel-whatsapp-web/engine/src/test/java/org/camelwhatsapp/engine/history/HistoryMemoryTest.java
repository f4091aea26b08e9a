package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A chat many times as large as the heap is read in it. */
class HistoryMemoryTest {
    private static final long BYTES = 96L << 20;

    @TempDir
    private Path directory;

    @Test
    @Timeout(900)
    void memoryDoesNotGrowWithTheHistory() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryMemoryChild.class.getName(),
                        directory.resolve("part.bin").toString(),
                        Long.toString(BYTES))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said.strip()).endsWith("read all");
            assertThat(child.waitFor()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }
}
