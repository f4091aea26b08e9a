package org.camelwhatsapp.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camelwhatsapp.benchmarks.load.driver.EngineDriver;
import org.camelwhatsapp.interop.node.NodeClients;

/** Starts clients, each in a process of its own. Their logs and stores are in the load test's directory. */
final class Launcher {
    private final LoadPlan plan;
    private final SimulatorProcess simulator;
    private int launched;

    Launcher(LoadPlan plan, SimulatorProcess simulator) {
        this.plan = plan;
        this.simulator = simulator;
    }

    ClientUnderLoad launch(Contender contender) {
        try {
            Path directory = plan.directory().resolve(contender.id() + "-" + ++launched);
            Files.createDirectories(directory);
            ProcessBuilder command = contender.runsOnNode() ? node(contender, directory) : engine(directory);
            command.redirectError(directory.resolve("client.log").toFile());
            return new ClientUnderLoad(contender, command, simulator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder engine(Path directory) {
        return JavaCommand.of(
                plan.jvmOptions(),
                EngineDriver.class.getName(),
                List.of(directory.toString(), plan.archive() ? "archive" : "no-archive"));
    }

    private ProcessBuilder node(Contender contender, Path directory) throws IOException {
        NodeClients clients = NodeClients.in(plan.nodeDirectory());
        for (String script : List.of("common.mjs", contender.script())) {
            try (InputStream content = Launcher.class.getResourceAsStream("/load/" + script)) {
                if (content == null) {
                    throw new IllegalStateException("the resource " + script + " is missing");
                }
                clients.addScript(script, content);
            }
        }
        // Node takes further authorities only from a file that is there when it starts.
        Path certificate = Files.writeString(directory.resolve("simulator.pem"), simulator.certificatePem());
        ProcessBuilder command = clients.command(contender.script(), "--expose-gc");
        command.environment()
                .put("NODE_EXTRA_CA_CERTS", certificate.toAbsolutePath().toString());
        return command;
    }
}
