package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.message.content.FileHolder;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.MessageContent;

/** Makes messages with files ready to be sent. Thread-safe. */
public final class Attachments {
    private final MediaFeature media;

    public Attachments(MediaFeature media) {
        this.media = media;
    }

    /**
     * Uploads the file of a message, if there is one that is not uploaded yet. Completes on the mailbox with the content
     * to send; messages that are sent meanwhile arrive earlier.
     */
    public CompletionStage<MessageContent> upload(MessageContent content) {
        if (content instanceof MediaContent message && message.media() instanceof MediaSource source) {
            return media.upload(source, message.kind()).thenApply(message::withMedia);
        }
        return content instanceof FileHolder holder ? uploadAll(holder) : CompletableFuture.completedFuture(content);
    }

    /** One after the other, so that a message with many files takes no more room than one with a single file. */
    private CompletionStage<MessageContent> uploadAll(FileHolder holder) {
        List<MediaContent> uploaded = new ArrayList<>();
        CompletionStage<?> done = CompletableFuture.completedFuture(null);
        for (MediaContent file : holder.files()) {
            done = done.thenCompose(v -> upload(file)).thenAccept(sent -> uploaded.add((MediaContent) sent));
        }
        return done.thenApply(v -> holder.withFiles(uploaded));
    }
}
