package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/** For routes: turns the body of a received message with a file into that file. Thread-safe. Blocks. */
public final class ReceivedFiles {
    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/jpeg", "jpg",
            "image/png", "png",
            "image/webp", "webp",
            "video/mp4", "mp4",
            "audio/ogg", "ogg",
            "audio/mp4", "m4a",
            "application/pdf", "pdf");

    private final ComponentSession session;

    public ReceivedFiles(ComponentSession session) {
        this.session = session;
    }

    /**
     * Downloads and verifies the file; the phone is asked to upload it again when the hosts no longer have it. The body
     * becomes a temporary file that is gone when the exchange is done; {@code Content-Type} says what it is, and
     * {@code CamelFileName} is the id of the message with an extension. Another body is left alone.
     *
     * @throws WhatsAppException if it cannot be had
     */
    public void download(Exchange exchange) throws IOException {
        Message in = exchange.getMessage();
        if (!(in.getBody() instanceof MediaContent content) || !(content.media() instanceof RemoteMedia media)) {
            return;
        }
        WhatsAppClient client = session.client();
        if (client == null) {
            throw new IllegalStateException("the session is not started");
        }
        Path file = Files.createTempFile("whatsapp-", ".media");
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                delete(file);
            }
        });
        join(client, key(in), media, file);
        String type = bare(media.mimetype());
        in.setBody(file.toFile());
        in.setHeader(Exchange.CONTENT_TYPE, type);
        in.setHeader(
                Exchange.FILE_NAME,
                in.getHeader(WhatsAppWebConstants.MESSAGE_ID, String.class) + "."
                        + EXTENSIONS.getOrDefault(type, "bin"));
    }

    private static void join(WhatsAppClient client, MessageKey key, RemoteMedia media, Path file) {
        try {
            client.downloadOrReupload(key, media, file).toCompletableFuture().join();
        } catch (CompletionException | CancellationException e) {
            if (e.getCause() instanceof WhatsAppException known) {
                throw known;
            }
            throw e;
        }
    }

    private static MessageKey key(Message in) {
        return new MessageKey(
                Jid.parse(in.getHeader(WhatsAppWebConstants.CHAT, String.class)),
                in.getHeader(WhatsAppWebConstants.MESSAGE_ID, String.class),
                in.getHeader(WhatsAppWebConstants.FROM_ME, false, boolean.class),
                Jid.parse(in.getHeader(WhatsAppWebConstants.SENDER, String.class))
                        .toUser());
    }

    private static String bare(@Nullable String mimetype) {
        return mimetype == null ? "application/octet-stream" : mimetype.split(";", 2)[0].trim();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
