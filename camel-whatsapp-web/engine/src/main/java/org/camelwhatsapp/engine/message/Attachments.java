package org.camelwhatsapp.engine.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaSource;
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
        return CompletableFuture.completedFuture(content);
    }
}
