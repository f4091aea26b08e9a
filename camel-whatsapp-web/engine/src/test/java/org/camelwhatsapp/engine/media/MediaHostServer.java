package org.camelwhatsapp.engine.media;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A media host over TLS that can be told to misbehave: each scripted handler takes one request. */
final class MediaHostServer implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    final Queue<Handler<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Map<String, byte[]> partial = new ConcurrentHashMap<>();
    private final HttpServer server;

    MediaHostServer(Vertx vertx, TestCertificate certificate) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setHost("127.0.0.1")
                .setPort(0)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(certificate.keyStore().toString())
                        .setPassword(TestCertificate.PASSWORD));
        server = vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(120, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        requests.add(request.method() + " " + request.uri());
        Handler<HttpServerRequest> scripted = script.poll();
        if (scripted != null) {
            scripted.handle(request);
        } else if (request.method() == HttpMethod.POST) {
            request.body().onSuccess(body -> store(request, body));
        } else {
            byte[] file = files.get(request.path());
            if (file == null) {
                status(404).handle(request);
            } else {
                request.response().end(Buffer.buffer(file));
            }
        }
    }

    private void store(HttpServerRequest request, Buffer body) {
        String token = request.getParam("token");
        byte[] before = partial.getOrDefault(token, new byte[0]);
        if (request.getParam("resume") != null) {
            request.response()
                    .end(new JsonObject()
                            .put("resume", Integer.toString(before.length))
                            .toString());
            return;
        }
        String offset = request.getParam("file_offset");
        byte[] kept = offset == null ? new byte[0] : before;
        files.put("/v/" + token + ".enc", Samples.join(kept, body.getBytes()));
        request.response().end(place(token).toString());
    }

    JsonObject place(String token) {
        String path = "/v/" + token + ".enc?oh=1";
        return new JsonObject().put("url", "https://127.0.0.1:" + port() + path).put("direct_path", path);
    }

    static Handler<HttpServerRequest> status(int status) {
        return request -> request.response().setStatusCode(status).end();
    }

    /** Keeps what came until there are so many bytes, then cuts the connection. */
    Handler<HttpServerRequest> cutAfter(int bytes) {
        return request -> {
            Buffer received = Buffer.buffer();
            request.handler(buffer -> {
                received.appendBuffer(buffer);
                if (received.length() >= bytes) {
                    request.handler(null);
                    partial.put(request.getParam("token"), received.getBytes());
                    request.connection().close();
                }
            });
        };
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
