package org.camelwhatsapp.benchmarks.load.driver;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.jspecify.annotations.Nullable;

/** One linked device under load. */
final class EngineSession implements AutoCloseable {
    private final String name;
    private final WhatsAppClient client;
    private final Consumer<JsonObject> events;
    private final Counter texts = new Counter();
    private final Counter files = new Counter();
    private volatile @Nullable RemoteMedia file;

    EngineSession(EngineRuntime runtime, JsonObject request, boolean archive, Consumer<JsonObject> events) {
        this.name = request.getString("session");
        this.events = events;
        NoiseRoot root =
                new NoiseRoot(HexFormat.of().parseHex(request.getString("rootKey")), request.getInteger("rootSerial"));
        SocketOptions socket = new SocketOptions(
                URI.create(request.getString("url")),
                root,
                TlsTrust.ofPem(request.getString("certificate")),
                null,
                Duration.ofSeconds(20));
        client = WhatsAppClient.create(
                WhatsAppClientOptions.of(name).withSocket(socket).withArchive(archive), runtime);
        client.addListener(this::onEvent);
    }

    private CompletionStage<Void> onEvent(Event event) {
        if (event instanceof QrCodeIssued code) {
            report("qr", new JsonObject().put("text", code.text()));
        } else if (event instanceof ConnectionChanged changed && changed.state() == ConnectionState.READY) {
            report("open", new JsonObject());
        } else if (event instanceof MessageReceived received) {
            onContent(received.message().content());
        }
        return CompletableFuture.completedFuture(null);
    }

    private void onContent(MessageContent content) {
        if (content instanceof TextContent text && text.text().startsWith("message ")) {
            texts.hit();
        } else if (content instanceof DocumentContent document && document.media() instanceof RemoteMedia remote) {
            file = remote;
            files.hit();
        }
    }

    private void report(String event, JsonObject fields) {
        events.accept(fields.put("event", event).put("session", name));
    }

    CompletionStage<Void> connect() {
        return client.connect();
    }

    CompletionStage<Void> disconnect() {
        return client.disconnect();
    }

    CompletionStage<Void> send(JsonObject request) {
        List<Jid> chats = request.getJsonArray("to").stream()
                .map(jid -> Jid.parse((String) jid))
                .toList();
        return Window.run(
                request.getInteger("count"),
                request.getInteger("window"),
                i -> client.sendText(chats.get(i % chats.size()), "message " + i));
    }

    CompletionStage<Void> expect(JsonObject request) {
        return (request.getBoolean("files", false) ? files : texts).reach(request.getLong("total"));
    }

    CompletionStage<JsonObject> sendFile(JsonObject request) {
        MediaSource source = MediaSource.file(Path.of(request.getString("path")), "application/octet-stream");
        return client.send(
                        Jid.parse(request.getString("to")), new DocumentContent(source, "file", null), SendOptions.NONE)
                .thenApply(sent -> new JsonObject().put("messageId", sent.id()));
    }

    CompletionStage<Void> download(JsonObject request) {
        RemoteMedia remote = file;
        if (remote == null) {
            throw new IllegalStateException("no file came");
        }
        return client.download(remote, Path.of(request.getString("path")));
    }

    @Override
    public void close() {
        client.close();
    }
}
