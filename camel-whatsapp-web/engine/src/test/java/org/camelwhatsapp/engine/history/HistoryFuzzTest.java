package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Invariant: whatever comes in the place of a history, it is read within its limits or refused with a reason. */
class HistoryFuzzTest {
    private static final HistoryLimits LIMITS = new HistoryLimits(4 << 20, 200, 64 << 10, 64 << 10, 10_000);

    @FuzzTest(maxDuration = "60s")
    void compressed(byte[] bytes) {
        check(bytes);
    }

    /** The same behind a sound zlib stream, so that the parser is reached at once. */
    @FuzzTest(maxDuration = "60s")
    void inflated(byte[] bytes) {
        check(Blobs.deflate(bytes));
    }

    private static void check(byte[] compressed) {
        for (boolean withMessages : List.of(true, false)) {
            try {
                assertThat(Blobs.read(compressed, LIMITS, withMessages)).hasSizeLessThanOrEqualTo(10_000);
            } catch (HistoryException expected) {
                assertThat(expected.code()).startsWith("history-");
            }
        }
    }
}
