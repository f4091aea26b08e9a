package org.camelwhatsapp.benchmarks.load;

import java.time.Duration;

/**
 * Measures what a client does for a task, from outside and in the same way for all: the processor time of its whole
 * process, with compilers and garbage collectors. What the client does afterwards, such as receipts, counts too: the
 * task ends when the process is at rest.
 */
final class Meter {
    /** The system counts in steps of this length. */
    private static final Duration GRAIN = Duration.ofMillis(10);

    private static final int MOST_LOOKS = 40;

    private final Duration look;

    /** @param look how long a process has to be at rest */
    Meter(Duration look) {
        this.look = look;
    }

    Cost measure(ClientUnderLoad client, Runnable task) {
        settle(client);
        Duration before = client.cpu();
        long start = System.nanoTime();
        task.run();
        long end = System.nanoTime();
        settle(client);
        return new Cost(client.cpu().minus(before).toMillis(), (end - start) / 1e6);
    }

    /** Waits until the process does next to nothing, forty looks at most. */
    void settle(ClientUnderLoad client) {
        Duration last = client.cpu();
        for (int i = 0; i < MOST_LOOKS; i++) {
            Waiting.pause(look);
            Duration now = client.cpu();
            if (now.minus(last).compareTo(GRAIN) <= 0) {
                return;
            }
            last = now;
        }
    }
}
