package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.model.Jid;

/**
 * One message that must leave exactly once.
 *
 * @param messageId fixed before anything is encrypted, the same on every retransmission
 * @param chat where it goes
 * @param payload the plaintext and options, opaque to the store, encrypted by it
 * @param stanza the encrypted stanza as last put on the wire, or empty when it was not encrypted yet
 * @param createdAtMillis milliseconds since 1970
 * @param tries how often the server could not take it
 * @param notBeforeMillis when it may be sent again, milliseconds since 1970; 0 for at once
 */
public record OutboxEntry(
        String messageId,
        Jid chat,
        byte[] payload,
        byte[] stanza,
        long createdAtMillis,
        int tries,
        long notBeforeMillis) {
    /** One that the server has not refused so far. */
    public OutboxEntry(String messageId, Jid chat, byte[] payload, byte[] stanza, long createdAtMillis) {
        this(messageId, chat, payload, stanza, createdAtMillis, 0, 0);
    }
}
