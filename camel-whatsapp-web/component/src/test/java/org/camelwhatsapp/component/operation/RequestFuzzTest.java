package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant: any body is a request of its operation or is refused with a code, at a cost that the body bounds. The first
 * line of an input names the operation, the rest is the body.
 */
class RequestFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BASE_BYTES = 4L << 20;
    private static final long BYTES_PER_BYTE = 4_096;
    private static final List<String> NAMES = List.copyOf(Operations.all().keySet());

    @TempDir
    private static Path directory;

    private static EngineRuntime runtime;
    private static WhatsAppClient client;

    @BeforeAll
    static void open() {
        runtime = EngineRuntime.open(
                JdbcStoreOptions.sqlite(directory.resolve("fuzz.db"), "test").withIterations(1_000));
        client = WhatsAppClient.create(WhatsAppClientOptions.of("fuzz"), runtime);
    }

    @AfterAll
    static void close() {
        client.close();
        runtime.close();
    }

    @FuzzTest(maxDuration = "60s")
    void body(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String name = new String(input, 0, end, StandardCharsets.US_ASCII);
        byte[] body = end < input.length ? Arrays.copyOfRange(input, end + 1, input.length) : new byte[0];
        Operation<?> operation = Operations.require(
                NAMES.contains(name) ? name : NAMES.get(Math.floorMod(name.hashCode(), NAMES.size())));
        long most = BASE_BYTES + BYTES_PER_BYTE * body.length;
        // The first run may have classes to load.
        if (allocated(operation, body) > most) {
            assertThat(allocated(operation, body)).isLessThanOrEqualTo(most);
        }
    }

    private static long allocated(Operation<?> operation, byte[] body) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            Record request = new RequestReader(client).read(operation, RequestReader.parse(body));
            assertThat(request.getClass()).isEqualTo(operation.request().type());
        } catch (WhatsAppException refused) {
            assertThat(refused.code()).isIn("invalid-request", "invalid-content", "session-not-linked");
            assertThat(refused.getMessage()).hasSizeLessThan(4_000);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
