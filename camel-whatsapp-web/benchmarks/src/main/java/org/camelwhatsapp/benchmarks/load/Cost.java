package org.camelwhatsapp.benchmarks.load;

/**
 * What something cost.
 *
 * @param cpuMillis processor time of the client's process
 * @param wallMillis time that passed
 */
record Cost(double cpuMillis, double wallMillis) {
    Cost per(int units) {
        return new Cost(cpuMillis / units, wallMillis / units);
    }
}
