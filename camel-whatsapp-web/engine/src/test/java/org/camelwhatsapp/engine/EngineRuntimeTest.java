package org.camelwhatsapp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the sessions of a process share. */
class EngineRuntimeTest {
    @Test
    @Timeout(600)
    void sessionsShareOneWebSocketClientAndItsTls(@TempDir Path directory) throws IOException {
        JdbcStoreOptions store =
                JdbcStoreOptions.sqlite(directory.resolve("shared.db"), "test").withIterations(1_000);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                EngineRuntime runtime = EngineRuntime.open(store)) {
            SocketOptions socket = new SocketOptions(
                    URI.create("ws://127.0.0.1:" + silent.getLocalPort()),
                    NoiseRoot.PRODUCTION,
                    TlsTrust.SYSTEM,
                    null,
                    Duration.ofSeconds(60));
            try (WhatsAppClient first =
                            WhatsAppClient.create(WhatsAppClientOptions.of("a").withSocket(socket), runtime);
                    WhatsAppClient second =
                            WhatsAppClient.create(WhatsAppClientOptions.of("b").withSocket(socket), runtime)) {
                first.connect();
                second.connect();
                silent.accept().close();
                silent.accept().close();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .untilAsserted(() ->
                                assertThat(runtime.transports().clientCount()).isEqualTo(1));
            }
        }
    }
}
