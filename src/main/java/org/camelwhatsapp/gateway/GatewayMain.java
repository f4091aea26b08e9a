package org.camelwhatsapp.gateway;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the gateway: by default the demo on a simulated phone, with {@code --real} on the real service. */
public final class GatewayMain {
    private static final List<String> FLAGS = List.of("--demo", "--demo-once", "--real");

    /** Camel gives its routes 45 of these. */
    private static final int CLOSE_SECONDS = 60;

    private GatewayMain() {}

    /** Ends with the exit codes of {@link StartFailure}. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProcess();
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
        CountDownLatch closed = new CountDownLatch(1);
        try (Gateway gateway = new Gateway(settings)) {
            terminal.print("The API key is in " + settings.dataDirectory().resolve("api-key"));
            onSignal(() -> {}, closed);
            gateway.run();
        } finally {
            closed.countDown();
        }
    }

    /**
     * What to do when the process is asked to end. It ends with the last of these threads, whatever the main thread still
     * does; so this one waits until all is closed.
     */
    private static void onSignal(Runnable stop, CountDownLatch closed) {
        Thread hook = new Thread(() -> {
            stop.run();
            try {
                if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("whatsapp-gateway: not all could be closed in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void runDemo(GatewaySettings settings, Terminal terminal, boolean stay) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Demo demo = new Demo(settings)) {
            String alert = demo.play();
            terminal.print("\nThe phone shows:\n\n" + alert.indent(4));
            if (stay) {
                terminal.print(demo.curlLines());
                CountDownLatch forever = new CountDownLatch(1);
                onSignal(forever::countDown, closed);
                forever.await();
            }
        } finally {
            closed.countDown();
        }
    }
}
