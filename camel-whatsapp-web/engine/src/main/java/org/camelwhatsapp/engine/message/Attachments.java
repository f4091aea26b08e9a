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
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.pacing.PacingFeature;

/** Makes messages with files ready to be sent. Mailbox only. */
public final class Attachments {
    private final MediaFeature media;
    private final PacingFeature pacing;

    public Attachments(MediaFeature media, PacingFeature pacing) {
        this.media = media;
        this.pacing = pacing;
    }

    /**
     * Uploads the file of a message, if there is one that is not uploaded yet. Completes on the mailbox with the content
     * to send; messages that are sent meanwhile arrive earlier. Nothing is uploaded that could not be sent now.
     *
     * @param chat where it goes: for a newsletter the file is not encrypted
     */
    public CompletionStage<MessageContent> upload(Jid chat, MessageContent content) {
        if (content instanceof MediaContent message && message.media() instanceof MediaSource source) {
            return pacing.expect(chat)
                    .thenCompose(v -> chat.isNewsletter()
                            ? media.uploadPlain(source, message.kind())
                            : media.upload(source, message.kind()))
                    .thenApply(message::withMedia);
        }
        return content instanceof FileHolder holder
                ? uploadAll(chat, holder)
                : CompletableFuture.completedFuture(content);
    }

    /** One after the other, so that a message with many files takes no more room than one with a single file. */
    private CompletionStage<MessageContent> uploadAll(Jid chat, FileHolder holder) {
        List<MediaContent> uploaded = new ArrayList<>();
        CompletionStage<?> done = CompletableFuture.completedFuture(null);
        for (MediaContent file : holder.files()) {
            done = done.thenCompose(v -> upload(chat, file)).thenAccept(sent -> uploaded.add((MediaContent) sent));
        }
        return done.thenApply(v -> holder.withFiles(uploaded));
    }
}
