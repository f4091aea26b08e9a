package org.camelwhatsapp.benchmarks.load.driver;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the heap holds after garbage was collected. */
final class MemoryReading {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int COLLECTIONS = 4;

    private MemoryReading() {}

    static JsonObject take() {
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new JsonObject().put("heapBytes", heap).put("residentBytes", resident());
    }

    /** Zero where the system does not tell it this way. */
    private static long resident() {
        try {
            return Files.exists(STATUS)
                    ? Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                            .sum()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
