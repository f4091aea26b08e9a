package org.camelwhatsapp.benchmarks.load;

/** Work that a client is given, and that is measured. */
@FunctionalInterface
interface Scenario {
    /** Does it once, with people who never met the client. */
    void run(Round round);
}
