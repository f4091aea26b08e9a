package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.content.AlbumContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Feature;

/**
 * Pictures and videos that are shown together: a message that announces them, and one for each of them. Mailbox only. Source:
 * docs/protocol.md, "Albums".
 */
public final class AlbumFeature implements Feature {
    private static final int MAX_PARTS = 30;

    private final Messages messages;
    private final Attachments attachments;

    public AlbumFeature(Messages messages, Attachments attachments) {
        this.messages = messages;
        this.attachments = attachments;
    }

    /**
     * Sends an album. All files are uploaded first; then each part leaves when the server has taken the one before, so they
     * arrive in order. What was sent stays sent if a later part fails; with an id of one's own, the same call again sends
     * what is missing, and nothing twice.
     *
     * @param chat a user or a group
     * @param parts 2 to 30 pictures and videos
     * @param options an id, an answer and mentions are those of the album
     * @return completes with the album's own result and then those of its parts
     */
    public CompletionStage<List<SendResult>> send(Jid chat, List<MediaContent> parts, SendOptions options) {
        try {
            check(chat, parts, options);
        } catch (InvalidContentException e) {
            return CompletableFuture.failedFuture(e);
        }
        List<MediaContent> uploaded = new ArrayList<>();
        CompletionStage<?> ready = CompletableFuture.completedFuture(null);
        for (MediaContent part : parts) {
            ready = ready.thenCompose(v -> attachments.upload(chat, part))
                    .thenAccept(file -> uploaded.add((MediaContent) file));
        }
        return ready.thenCompose(v -> sendAll(chat, uploaded, options));
    }

    private static void check(Jid chat, List<MediaContent> parts, SendOptions options) {
        if (!chat.isUser() && !chat.isGroup()) {
            throw new InvalidContentException("chat", "a user or a group");
        }
        if (parts.size() < 2 || parts.size() > MAX_PARTS) {
            throw new InvalidContentException("files", "2 to " + MAX_PARTS + " pictures and videos");
        }
        for (MediaContent part : parts) {
            if (!(part instanceof ImageContent)
                    && !(part instanceof VideoContent video && !video.gif() && !video.round())) {
                throw new InvalidContentException("files", "pictures and videos");
            }
        }
        if (options.viewOnce()) {
            throw new InvalidContentException("viewOnce", "false for an album");
        }
    }

    private CompletionStage<List<SendResult>> sendAll(Jid chat, List<MediaContent> parts, SendOptions options) {
        String given = options.messageId();
        String id = given == null ? messages.newId() : given;
        int images = (int) parts.stream().filter(ImageContent.class::isInstance).count();
        MessageKey album = new MessageKey(chat.toUser(), id, true, null);
        List<SendResult> sent = new ArrayList<>();
        CompletionStage<?> last = messages.send(
                        chat, new AlbumContent(images, parts.size() - images), options.withMessageId(id))
                .thenAccept(sent::add);
        for (int i = 0; i < parts.size(); i++) {
            int index = i;
            // The parts of a given id have ids that follow from it, so that a repeated call leaves once.
            String partId = given == null ? messages.newId() : given + "P" + i;
            last = last.thenCompose(v ->
                            messages.send(chat, parts.get(index), options.ofPart(partId, new AlbumPart(album, index))))
                    .thenAccept(sent::add);
        }
        return last.thenApply(v -> List.copyOf(sent));
    }
}
