package org.camelwhatsapp.benchmarks.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a plan, one client after the other. */
final class LoadTest {
    private final LoadPlan plan;
    private final Consumer<String> progress;
    private final Figures figures = new Figures();
    private final Figures fresh = new Figures();
    private final List<String> failures = new ArrayList<>();

    /** @param progress is told what goes on */
    LoadTest(LoadPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Blocks until all is done. A client that fails is left out from there on.
     *
     * @throws LoadException if the simulator does not start
     */
    LoadResult run() {
        try (SimulatorProcess simulator =
                SimulatorProcess.start(plan.tls(), plan.directory().resolve("simulator.log"))) {
            Launcher launcher = new Launcher(plan, simulator);
            People people = new People(simulator);
            for (Contender contender : plan.contenders()) {
                try {
                    rounds(contender, launcher, simulator, people);
                    memory(contender, launcher, people);
                } catch (LoadException e) {
                    failures.add(e.getMessage());
                    progress.accept("FAILED: " + e.getMessage());
                }
            }
        }
        return new LoadResult(figures, fresh, failures);
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

    private void rounds(Contender contender, Launcher launcher, SimulatorProcess simulator, People people) {
        Map<LoadPlan.Area, Scenario> scenarios = scenarios();
        if (scenarios.isEmpty()) {
            return;
        }
        LoadPlan.Sizes sizes = plan.sizes();
        try (ClientUnderLoad client = launcher.launch(contender)) {
            String number = people.newNumber();
            String lid = client.pair(Round.SESSION, number);
            for (int i = 0; i < sizes.warmUpRounds() + sizes.rounds(); i++) {
                boolean warmUp = i < sizes.warmUpRounds();
                Figures kept = !warmUp ? figures : i == 0 ? fresh : new Figures();
                Round round = new Round(client, simulator, sizes, i, number, lid, people, kept);
                String title = contender.title() + ": round " + (i + 1) + (warmUp ? " (warm-up), " : ", ");
                scenarios.forEach((area, scenario) -> {
                    progress.accept(title + area);
                    scenario.run(round);
                });
            }
        }
    }

    private void memory(Contender contender, Launcher launcher, People people) {
        if (plan.areas().contains(LoadPlan.Area.MEMORY)) {
            progress.accept(contender.title() + ": memory");
            MemoryScenario scenario = new MemoryScenario(launcher, plan.sizes(), people);
            figures.addMemory(contender, scenario.measure(contender));
        }
    }
}
