package org.camelwhatsapp.simulator.control;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.SimulatorOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The simulator as a program. It prints one line of JSON with its addresses, its Noise root key and its TLS certificate,
 * then takes commands over HTTP until it is ended.
 */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "A WhatsApp server with phones, on the loopback address.")
public final class SimulatorMain implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0", description = "Port of the WebSocket; any free one unless given.")
    private int port;

    @Option(
            names = "--control-port",
            defaultValue = "0",
            description = "Port of the commands; any free one unless given.")
    private int controlPort;

    @Option(names = "--tls", description = "Take connections with TLS; the certificate is in the line of JSON.")
    private boolean tls;

    @Spec
    @SuppressWarnings("NullAway.Init") // Given by picocli before the call.
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulatorMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        for (int wanted : new int[] {port, controlPort}) {
            if (wanted < 0 || wanted > 65_535) {
                throw new ParameterException(spec.commandLine(), "a port is from 0 to 65535, not " + wanted);
            }
        }
        SimulatorOptions defaults = SimulatorOptions.defaults();
        SimulatorOptions options = new SimulatorOptions(port, defaults.time(), defaults.random(), tls);
        try (Simulator simulator = Simulator.start(options);
                ControlServer control = new ControlServer(simulator, controlPort)) {
            System.out.println(describe(simulator, control).encode());
            System.out.flush();
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new EndOnSignal(ended));
            ended.await();
            return 0;
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            spec.commandLine().getErr().println("The simulator cannot start: " + cause.getMessage());
            return 1;
        }
    }

    /** Lets the program end as it should when it is told to. */
    private static final class EndOnSignal extends Thread {
        private final CountDownLatch ended;

        EndOnSignal(CountDownLatch ended) {
            super("simulator-end");
            this.ended = ended;
        }

        @Override
        public void run() {
            ended.countDown();
        }
    }

    static JsonObject describe(Simulator simulator, ControlServer control) {
        return new JsonObject()
                .put("webSocketUrl", simulator.webSocketUri().toString())
                .put("controlUrl", control.uri().toString())
                .put("mediaHost", simulator.mediaHost())
                .put(
                        "noiseRootKey",
                        HexFormat.of().formatHex(simulator.noiseRoot().publicKey()))
                .put("noiseRootSerial", simulator.noiseRoot().serial())
                .put("tlsCertificate", simulator.certificatePem());
    }
}
