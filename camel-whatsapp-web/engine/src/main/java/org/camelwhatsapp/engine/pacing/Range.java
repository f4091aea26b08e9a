package org.camelwhatsapp.engine.pacing;

/** Checks of settings. */
final class Range {
    private Range() {}

    /** @throws IllegalArgumentException says what it is and its ends */
    static void check(String what, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException(what + ": " + lowest + " to " + highest);
        }
    }
}
