package org.camelwhatsapp.gateway;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the gateway: by default the demo on a simulated phone, with {@code --real} on the real service. */
public final class GatewayMain {
    private static final List<String> FLAGS = List.of("--demo", "--demo-once", "--real");

    private GatewayMain() {}

    /** Ends with the exit codes of {@link StartFailure}. */
    public static void main(String[] args) {
        Terminal terminal = new Terminal(System.out);
        String mode = args.length == 0 ? "--demo" : args[0];
        if (args.length > 1 || !FLAGS.contains(mode)) {
            terminal.print("usage: run [" + String.join(" | ", FLAGS) + "]");
            System.exit(StartFailure.BAD_SETTING);
        }
        try {
            GatewaySettings.unknown(System.getenv())
                    .forEach(name -> System.err.println("whatsapp-gateway: " + name + " is no setting and is ignored"));
            GatewaySettings settings = GatewaySettings.of(System.getenv());
            if (mode.equals("--real")) {
                runReal(settings, terminal);
            } else {
                runDemo(settings, terminal, mode.equals("--demo"));
            }
        } catch (Exception e) {
            StartFailure failure = StartFailure.of(e);
            System.err.println("whatsapp-gateway: " + failure.message());
            if (!failure.isKnown()) {
                e.printStackTrace();
            }
            // Threads of what was half started must not keep the process.
            System.exit(failure.exitCode());
        }
    }

    private static void runReal(GatewaySettings settings, Terminal terminal) throws Exception {
        try (Gateway gateway = new Gateway(settings)) {
            terminal.print("The API key is in " + settings.dataDirectory().resolve("api-key"));
            gateway.run();
        }
    }

    private static void runDemo(GatewaySettings settings, Terminal terminal, boolean stay) throws Exception {
        try (Demo demo = new Demo(settings)) {
            String alert = demo.play();
            terminal.print("\nThe phone shows:\n\n" + alert.indent(4));
            if (stay) {
                terminal.print(demo.curlLines());
                CountDownLatch forever = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(forever::countDown));
                forever.await();
            }
        }
    }
}
