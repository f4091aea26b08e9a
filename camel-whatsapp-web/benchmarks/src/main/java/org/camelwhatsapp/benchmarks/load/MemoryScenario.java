package org.camelwhatsapp.benchmarks.load;

/** Many linked, idle sessions in a process of their own: what each one after the second takes. */
final class MemoryScenario {
    private static final int FIRST_SESSIONS = 2;

    private final Launcher launcher;
    private final int sessions;
    private final Meter meter;
    private final People people;

    /** @param sizes with at least three sessions */
    MemoryScenario(Launcher launcher, LoadPlan.Sizes sizes, People people) {
        this.launcher = launcher;
        this.sessions = sizes.sessions();
        this.meter = new Meter(sizes.look());
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

    private MemoryFigure memory(ClientUnderLoad client) {
        meter.settle(client);
        return client.memory();
    }
}
