package org.camelwhatsapp.benchmarks.load;

import java.util.List;

/**
 * What came of a load test.
 *
 * @param figures of the rounds that count
 * @param fresh of the first round of warm-up, where the processes were new
 * @param failures who could not do what, in sentences
 */
record LoadResult(Figures figures, Figures fresh, List<String> failures) {
    LoadResult {
        failures = List.copyOf(failures);
    }
}
