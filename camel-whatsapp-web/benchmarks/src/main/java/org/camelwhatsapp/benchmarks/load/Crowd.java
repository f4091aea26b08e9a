package org.camelwhatsapp.benchmarks.load;

import java.util.List;

/**
 * Accounts whose numbers follow each other.
 *
 * @param first the first number
 * @param lids their addresses
 */
record Crowd(long first, List<String> lids) {
    int size() {
        return lids.size();
    }
}
