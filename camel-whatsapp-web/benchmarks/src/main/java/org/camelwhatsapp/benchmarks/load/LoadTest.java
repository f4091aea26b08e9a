package org.camelwhatsapp.benchmarks.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs a plan. */
final class LoadTest {
    private static final long FIRST_NUMBER = 15_551_000_000L;

    private final LoadPlan plan;
    private final Consumer<String> progress;
    private final AtomicLong numbers = new AtomicLong(FIRST_NUMBER);

    /** @param progress is told what goes on */
    LoadTest(LoadPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** @throws LoadException if a client cannot do what it is told */
    Figures run() {
        Figures figures = new Figures();
        try (SimulatorProcess simulator =
                SimulatorProcess.start(plan.tls(), plan.directory().resolve("simulator.log"))) {
            Launcher launcher = new Launcher(plan, simulator);
            for (Contender contender : plan.contenders()) {
                Map<LoadPlan.Area, Scenario> scenarios = scenarios();
                if (!scenarios.isEmpty()) {
                    rounds(contender, launcher, simulator, scenarios, figures);
                }
                if (plan.areas().contains(LoadPlan.Area.MEMORY)) {
                    progress.accept(contender.title() + ": memory");
                    int sessions = plan.sizes().sessions();
                    figures.addMemory(contender, new MemoryScenario(launcher, sessions, numbers).measure(contender));
                }
            }
        }
        return figures;
    }

    private Map<LoadPlan.Area, Scenario> scenarios() {
        Map<LoadPlan.Area, Scenario> scenarios = new EnumMap<>(LoadPlan.Area.class);
        scenarios.put(LoadPlan.Area.CHAT, new ChatScenario());
        scenarios.put(LoadPlan.Area.GROUP, new GroupScenario());
        scenarios.put(LoadPlan.Area.CONNECT, new ConnectScenario());
        scenarios.put(LoadPlan.Area.MEDIA, new MediaScenario(plan.directory()));
        scenarios.keySet().retainAll(plan.areas());
        return scenarios;
    }

    private void rounds(
            Contender contender,
            Launcher launcher,
            SimulatorProcess simulator,
            Map<LoadPlan.Area, Scenario> scenarios,
            Figures figures) {
        LoadPlan.Sizes sizes = plan.sizes();
        try (ClientUnderLoad client = launcher.launch(contender)) {
            String number = Long.toString(numbers.getAndIncrement());
            String lid = client.pair(Round.SESSION, number);
            for (int i = 0; i < sizes.warmUpRounds() + sizes.rounds(); i++) {
                boolean warmUp = i < sizes.warmUpRounds();
                Figures kept = warmUp ? new Figures() : figures;
                Round round = new Round(client, simulator, sizes, number, lid, numbers, kept);
                int shown = i + 1;
                scenarios.forEach((area, scenario) -> {
                    progress.accept(contender.title() + ": round " + shown + (warmUp ? " (warm-up), " : ", ") + area);
                    scenario.run(round);
                });
            }
        }
    }
}
