package org.camelwhatsapp.gateway;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the gateway: by default the demo on a simulated phone, with {@code --real} on the real service. */
public final class GatewayMain {
    private static final List<String> FLAGS = List.of("--demo", "--demo-once", "--real");

    private GatewayMain() {}

    public static void main(String[] args) throws Exception {
        Terminal terminal = new Terminal(System.out);
        String mode = args.length == 0 ? "--demo" : args[0];
        if (args.length > 1 || !FLAGS.contains(mode)) {
            terminal.print("usage: run [" + String.join(" | ", FLAGS) + "]");
            System.exit(2);
        }
        GatewaySettings settings = GatewaySettings.of(System.getenv());
        if (mode.equals("--real")) {
            try (Gateway gateway = new Gateway(settings)) {
                terminal.print("The API key is in " + settings.dataDirectory().resolve("api-key"));
                gateway.run();
            }
            return;
        }
        try (Demo demo = new Demo(settings, terminal)) {
            String alert = demo.play();
            terminal.print("\nThe phone shows:\n\n" + alert.indent(4));
            if (mode.equals("--demo")) {
                terminal.print(demo.curlLines());
                CountDownLatch forever = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(forever::countDown));
                forever.await();
            }
        }
    }
}
