package org.camelwhatsapp.benchmarks.load;

import java.util.HashMap;
import java.util.Map;

/** The accounts of the simulator that are not clients under load. */
final class People {
    private static final long FIRST_NUMBER = 15_551_000_000L;

    private final SimulatorProcess simulator;
    private final Map<Integer, Crowd> deaf = new HashMap<>();
    private long next = FIRST_NUMBER;

    People(SimulatorProcess simulator) {
        this.simulator = simulator;
    }

    /** A number that nobody has yet. */
    String newNumber() {
        return Long.toString(next++);
    }

    /** Accounts that never met any client. */
    Crowd strangers(int count) {
        return crowd(count, false);
    }

    /**
     * Members that only make a group large. Each client meets them in the same round, and so for the first time.
     *
     * @param round the round's index
     */
    Crowd deafStrangers(int round, int count) {
        return deaf.computeIfAbsent(round, index -> crowd(count, true));
    }

    private Crowd crowd(int count, boolean deafPhones) {
        long first = next;
        next += count;
        return simulator.addCrowd(first, count, deafPhones);
    }
}
