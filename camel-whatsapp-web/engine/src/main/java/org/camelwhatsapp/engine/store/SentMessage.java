package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.model.Jid;

/**
 * A message that was sent, kept to answer retry requests.
 *
 * @param messageId its id
 * @param chat where it went
 * @param payload plaintext and options, opaque to the store, encrypted by it
 * @param sentAtMillis milliseconds since 1970
 */
public record SentMessage(String messageId, Jid chat, byte[] payload, long sentAtMillis) {
    /** The mark of one that the server refused. It takes the place of what was sent; its id may be used again. */
    public static SentMessage refused(String messageId, Jid chat, long atMillis) {
        return new SentMessage(messageId, chat, new byte[0], atMillis);
    }

    /** Whether it was sent and not refused. A message that says nothing is never sent. */
    public boolean wasAccepted() {
        return payload.length > 0;
    }
}
