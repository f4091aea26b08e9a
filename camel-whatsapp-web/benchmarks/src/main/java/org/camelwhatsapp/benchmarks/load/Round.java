package org.camelwhatsapp.benchmarks.load;

import java.time.Duration;

/**
 * One pass of one client through the scenarios.
 *
 * @param client who
 * @param simulator with whom
 * @param sizes how much
 * @param index of the pass, from zero
 * @param ownNumber the account's number
 * @param ownLid the account's address
 * @param people whom it meets
 * @param figures where the costs go; a list of its own in a warm-up
 */
record Round(
        ClientUnderLoad client,
        SimulatorProcess simulator,
        LoadPlan.Sizes sizes,
        int index,
        String ownNumber,
        String ownLid,
        People people,
        Figures figures) {
    /** The name of the one session. */
    static final String SESSION = "main";

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int MOST_LOOKS = 600;

    Meter meter() {
        return new Meter(sizes.look());
    }

    void measure(Row row, int units, Runnable task) {
        figures.add(row, client.contender(), meter().measure(client, task).per(units));
    }

    /** Lets a crowd write and waits until the client has shown all of it. */
    void receive(Crowd crowd, String chat, int messages) {
        var all = client.expectTexts(SESSION, messages);
        simulator.burst(crowd, chat, messages);
        Waiting.forResult(all, Duration.ofMinutes(3), client.contender().title() + ", receiving");
    }

    /**
     * Waits until phones show what was sent to them: some clients tell that a message is sent before the server has it.
     *
     * @throws LoadException if they show less for half a minute, or more
     */
    void requireArrived(Crowd crowd, int messages) {
        int shown = simulator.inboxSizes(crowd);
        for (int looks = 0; shown < messages && looks < MOST_LOOKS; looks++) {
            Waiting.pause(LOOK);
            shown = simulator.inboxSizes(crowd);
        }
        if (shown != messages) {
            throw new LoadException(client.contender().title() + ": " + shown + " of " + messages
                    + " messages can be read where they were sent to");
        }
    }
}
