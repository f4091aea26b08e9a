package org.camelwhatsapp.engine.status;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.Attachments;
import org.camelwhatsapp.engine.message.Messages;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.StatusRecipients.Audience;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.TextStyle;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Feature;
import org.jspecify.annotations.Nullable;

/**
 * Status posts, which others see for 24 hours. Those of others come as {@link
 * org.camelwhatsapp.engine.event.StatusReceived}, who looked at one's own as {@link
 * org.camelwhatsapp.engine.event.StatusViewed}. Mailbox only. Source: docs/protocol.md, "Status posts".
 */
public final class StatusFeature implements Feature {
    private final Messages messages;
    private final Attachments attachments;
    private final StatusAudience audience;

    public StatusFeature(Messages messages, Attachments attachments, StatusAudience audience) {
        this.messages = messages;
        this.attachments = attachments;
        this.audience = audience;
    }

    @Override
    public CompletionStage<Void> onLogin() {
        return audience.purge();
    }

    /**
     * Posts a text, picture, video or sound. Completes when the server accepted it.
     *
     * @param recipients who sees it; empty for those whom the setting of the account names
     * @param messageId an id of one's own, so that a repeated request leaves once, or null
     */
    public CompletionStage<SendResult> post(MessageContent content, List<Jid> recipients, @Nullable String messageId) {
        MessageContent shown;
        try {
            shown = shown(content);
        } catch (InvalidContentException e) {
            return CompletableFuture.failedFuture(e);
        }
        String id = messageId == null ? messages.newId() : messageId;
        return attachments
                .upload(Jid.STATUS, shown)
                .thenCompose(ready -> recipients(id, recipients)
                        .thenCompose(chosen -> audience.keep(id, chosen))
                        .thenCompose(v -> send(ready, id)));
    }

    private static MessageContent shown(MessageContent content) {
        if (content instanceof TextContent text) {
            return text.style() != null ? text : new TextContent(text.text(), text.preview(), TextStyle.PLAIN);
        }
        if (content instanceof ImageContent || content instanceof VideoContent || content instanceof AudioContent) {
            return content;
        }
        throw new InvalidContentException("content", "a text, a picture, a video or a sound");
    }

    private CompletionStage<Audience> recipients(String id, List<Jid> recipients) {
        return audience.kept(id).thenCompose(kept -> {
            if (kept.isPresent()) {
                return CompletableFuture.completedFuture(kept.get());
            }
            return recipients.isEmpty() ? audience.privacy().thenCompose(audience::of) : audience.only(recipients);
        });
    }

    private CompletionStage<SendResult> send(MessageContent content, String id) {
        return messages.send(Jid.STATUS, content, SendOptions.NONE.withMessageId(id));
    }

    /** Takes an own post back, from those who could see it. */
    public CompletionStage<SendResult> revoke(String messageId) {
        String id = messages.newId();
        MessageKey post = new MessageKey(Jid.STATUS, messageId, true, null);
        return recipients(messageId, List.of())
                .thenCompose(chosen -> audience.keep(id, chosen))
                .thenCompose(v -> send(new RevokeContent(post), id));
    }

    /**
     * Answers a post, in the chat with its author.
     *
     * @param content what the answer says
     */
    public CompletionStage<SendResult> reply(Jid author, String messageId, MessageContent content) {
        return messages.send(author.toUser(), content, SendOptions.replyTo(key(author, messageId)));
    }

    /** @param emoji one emoji; the empty text takes the reaction back */
    public CompletionStage<SendResult> react(Jid author, String messageId, String emoji) {
        ReactionContent reaction = new ReactionContent(key(author, messageId), emoji);
        return messages.send(author.toUser(), reaction, SendOptions.NONE);
    }

    private static MessageKey key(Jid author, String messageId) {
        return new MessageKey(Jid.STATUS, messageId, false, author.toUser());
    }

    /** Tells the author of a post that one looked at it. */
    public CompletionStage<Void> markViewed(Jid author, String messageId) {
        return messages.markRead(key(author, messageId));
    }
}
