package org.camelwhatsapp.engine.socket;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for one user, in as few steps as its protocol allows: HTTP CONNECT or SOCKS5 with a password. */
final class TestProxy {
    static final String USER = "trader";
    static final String PASSWORD = "open sesame";

    /** Where clients asked to be connected to. */
    final List<String> targets = new CopyOnWriteArrayList<>();

    private final Vertx vertx;
    private final NetServer server;

    TestProxy(Vertx vertx, ProxySettings.Type type) throws Exception {
        this.vertx = vertx;
        server = vertx.createNetServer();
        server.connectHandler(client -> client.handler(new Conversation(client, type)::onBytes));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
    }

    int port() {
        return server.actualPort();
    }

    private final class Conversation {
        private final NetSocket client;
        private final ProxySettings.Type type;
        private Buffer received = Buffer.buffer();
        private int step;

        Conversation(NetSocket client, ProxySettings.Type type) {
            this.client = client;
            this.type = type;
        }

        void onBytes(Buffer bytes) {
            received.appendBuffer(bytes);
            if (type == ProxySettings.Type.HTTP) {
                http();
            } else {
                socks();
            }
        }

        private void http() {
            String request = received.toString(StandardCharsets.ISO_8859_1);
            if (!request.endsWith("\r\n\r\n")) {
                return;
            }
            String expected =
                    Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            if (!request.contains("Basic " + expected) && !request.contains("basic " + expected)) {
                client.end(Buffer.buffer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
                return;
            }
            String[] words = request.split(" ", 3);
            if (!words[0].equals("CONNECT")) {
                client.end(Buffer.buffer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
                return;
            }
            int colon = words[1].lastIndexOf(':');
            connect(
                    words[1].substring(0, colon),
                    Integer.parseInt(words[1].substring(colon + 1)),
                    Buffer.buffer("HTTP/1.1 200 OK\r\n\r\n"));
        }

        private void socks() {
            if (step == 0) {
                step = 1;
                received = Buffer.buffer();
                client.write(Buffer.buffer(new byte[] {5, 2}));
            } else if (step == 1) {
                int userLength = received.getByte(1);
                String user = received.getString(2, 2 + userLength);
                String password = received.getString(3 + userLength, received.length());
                boolean good = user.equals(USER) && password.equals(PASSWORD);
                step = 2;
                received = Buffer.buffer();
                client.write(Buffer.buffer(new byte[] {1, (byte) (good ? 0 : 1)}));
            } else {
                boolean byName = received.getByte(3) == 3;
                int length = byName ? received.getByte(4) : 4;
                int start = byName ? 5 : 4;
                String host = byName
                        ? received.getString(start, start + length)
                        : received.getUnsignedByte(4) + "." + received.getUnsignedByte(5) + "."
                                + received.getUnsignedByte(6) + "." + received.getUnsignedByte(7);
                connect(host, received.getUnsignedShort(start + length), Buffer.buffer(new byte[] {
                    5, 0, 0, 1, 0, 0, 0, 0, 0, 0
                }));
            }
        }

        private void connect(String host, int port, Buffer answer) {
            targets.add(host + ":" + port);
            client.pause();
            vertx.createNetClient().connect(port, host).onSuccess(upstream -> {
                client.handler(upstream::write);
                upstream.handler(client::write);
                client.closeHandler(v -> upstream.close());
                upstream.closeHandler(v -> client.close());
                client.write(answer);
                client.resume();
            });
        }
    }
}
