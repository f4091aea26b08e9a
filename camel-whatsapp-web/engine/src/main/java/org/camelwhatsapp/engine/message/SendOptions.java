package org.camelwhatsapp.engine.message;

import java.util.List;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * How a message is sent.
 *
 * @param messageId an id of one's own, or null for a new one; sending twice with one id leaves once
 * @param quoted the message it answers, or null
 * @param quotedContent what that message said, which is shown above the answer, or null for nothing
 * @param mentions users who are named in the text
 * @param forwarded whether it is shown as forwarded
 * @param viewOnce whether a picture, video or voice note may be looked at once
 * @param albumPart to what album it belongs, or null
 */
public record SendOptions(
        @Nullable String messageId,
        @Nullable MessageKey quoted,
        @Nullable MessageContent quotedContent,
        List<Jid> mentions,
        boolean forwarded,
        boolean viewOnce,
        @Nullable AlbumPart albumPart) {
    public static final SendOptions NONE = new SendOptions(null, null, null, List.of(), false, false);

    public SendOptions {
        mentions = List.copyOf(mentions);
    }

    /** Of a message that stands by itself. */
    public SendOptions(
            @Nullable String messageId,
            @Nullable MessageKey quoted,
            @Nullable MessageContent quotedContent,
            List<Jid> mentions,
            boolean forwarded,
            boolean viewOnce) {
        this(messageId, quoted, quotedContent, mentions, forwarded, viewOnce, null);
    }

    /** An answer that shows nothing of what was said before. */
    public static SendOptions replyTo(MessageKey quoted) {
        return replyTo(quoted, null);
    }

    /** An answer. */
    public static SendOptions replyTo(MessageKey quoted, @Nullable MessageContent quotedContent) {
        return new SendOptions(null, quoted, quotedContent, List.of(), false, false);
    }

    public SendOptions withMessageId(@Nullable String id) {
        return new SendOptions(id, quoted, quotedContent, mentions, forwarded, viewOnce, albumPart);
    }

    /** Those of a part of an album: it is forwarded as the album is, and answers nothing by itself. */
    SendOptions ofPart(String id, AlbumPart part) {
        return new SendOptions(id, null, null, List.of(), forwarded, false, part);
    }
}
