package org.camelwhatsapp.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.ClientIdentity;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.ReconnectPolicy;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;

/**
 * The process that is killed: receives what comes and writes it to a file, sends what was not accepted yet, and dies
 * whenever it is told. Arguments: directory, server address, root key as hex, the number to write to, how many to send.
 */
final class CrashChild {
    private final Path directory;
    private final CountDownLatch ready = new CountDownLatch(1);

    private CrashChild(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        new CrashChild(Path.of(args[0])).run(args);
    }

    private void run(String[] args) throws Exception {
        EngineRuntime runtime = EngineRuntime.open(
                JdbcStoreOptions.sqlite(directory.resolve("crash.db"), "test").withIterations(1_000));
        SessionOptions defaults = SessionOptions.defaults(ClientIdentity.named("crash"));
        SessionOptions options = new SessionOptions(
                defaults.identity(),
                new ReconnectPolicy(50, 500, 2, 0.2, 0),
                defaults.keepAlive(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                "");
        SocketOptions socket = new SocketOptions(
                URI.create(args[1]), NoiseRoot.ofHex(args[2], 0), TlsTrust.SYSTEM, null, Duration.ofSeconds(60));
        WhatsAppClient client = WhatsAppClient.create(
                WhatsAppClientOptions.of("main").withSocket(socket).withOptions(options), runtime);
        client.addListener(event -> {
            if (event instanceof QrCodeIssued code) {
                say("QR " + code.text());
            } else if (event instanceof ConnectionChanged changed && changed.state() == ConnectionState.READY) {
                say("READY");
                ready.countDown();
            } else if (event instanceof MessageReceived received) {
                append(
                        "received",
                        received.message().key().id() + " " + received.message().redelivered());
            } else if (event instanceof MessageUnavailable unavailable) {
                append("undecryptable", unavailable.key().id());
            }
            return CompletableFuture.completedFuture(null);
        });
        client.connect();
        ready.await();
        send(client, Jid.phone(args[3]), Integer.parseInt(args[4]));
        new CountDownLatch(1).await();
    }

    private void send(WhatsAppClient client, Jid to, int count) throws IOException {
        Path accepted = directory.resolve("accepted");
        Set<String> done = Files.exists(accepted) ? new HashSet<>(Files.readAllLines(accepted)) : Set.of();
        for (int i = 0; i < count; i++) {
            String id = "CRASH" + i;
            if (!done.contains(id)) {
                client.send(to, new TextContent("text of " + id), SendOptions.NONE.withMessageId(id))
                        .thenAccept(result -> append("accepted", result.id()));
            }
        }
    }

    private synchronized void append(String file, String line) {
        try {
            Files.writeString(
                    directory.resolve(file),
                    line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
