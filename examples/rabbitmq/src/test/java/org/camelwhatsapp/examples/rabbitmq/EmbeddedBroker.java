package org.camelwhatsapp.examples.rabbitmq;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/** A broker in this process that speaks AMQP 0-9-1, as RabbitMQ does. */
final class EmbeddedBroker implements AutoCloseable {
    private static final String CONFIGURATION = """
            {"name":"Embedded","modelVersion":"9.0",
             "authenticationproviders":[{"name":"plain","type":"Plain","secureOnlyMechanisms":[],
               "users":[{"name":"guest","type":"managed","password":"guest"}]}],
             "ports":[{"name":"AMQP","bindingAddress":"127.0.0.1","port":%d,"protocols":["AMQP_0_9_1"],
               "authenticationProvider":"plain","virtualhostaliases":[{"name":"defaultAlias","type":"defaultAlias"}]}],
             "virtualhostnodes":[{"name":"default","type":"Memory","defaultVirtualHostNode":"true",
               "virtualHostInitialConfiguration":"{\\"type\\":\\"Memory\\"}"}]}""";

    private final SystemLauncher launcher = new SystemLauncher();
    private final Locale locale = Locale.getDefault();
    private final int port;

    EmbeddedBroker(Path directory) throws Exception {
        // The broker turns names to small letters as the locale has them, and does not find its own in a Turkish one.
        Locale.setDefault(Locale.ROOT);
        port = freePort();
        Path file = Files.writeString(directory.resolve("broker.json"), CONFIGURATION.formatted(port));
        launcher.startup(Map.of(
                "type",
                "Memory",
                "initialConfigurationLocation",
                file.toUri().toString(),
                "startupLoggedToSystemOut",
                false,
                "qpid.work_dir",
                directory.toString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String uri() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        launcher.shutdown();
        Locale.setDefault(locale);
    }
}
