package org.camelwhatsapp.benchmarks.load;

/** Many linked, idle sessions in a process of their own: what each one after the second takes. */
final class MemoryScenario {
    private static final int FIRST_SESSIONS = 2;

    private final Launcher launcher;
    private final int sessions;
    private final People people;

    /** @param sessions at least three */
    MemoryScenario(Launcher launcher, int sessions, People people) {
        this.launcher = launcher;
        this.sessions = sessions;
        this.people = people;
    }

    MemoryFigure measure(Contender contender) {
        try (ClientUnderLoad client = launcher.launch(contender)) {
            pair(client, FIRST_SESSIONS);
            MemoryFigure first = memory(client);
            pair(client, sessions - FIRST_SESSIONS);
            MemoryFigure all = memory(client);
            int more = sessions - FIRST_SESSIONS;
            return new MemoryFigure(
                    (all.heapBytes() - first.heapBytes()) / more, (all.residentBytes() - first.residentBytes()) / more);
        }
    }

    private void pair(ClientUnderLoad client, int count) {
        for (int i = 0; i < count; i++) {
            String number = people.newNumber();
            client.pair("session-" + number, number);
        }
    }

    private static MemoryFigure memory(ClientUnderLoad client) {
        Meter.settle(client);
        return client.memory();
    }
}
