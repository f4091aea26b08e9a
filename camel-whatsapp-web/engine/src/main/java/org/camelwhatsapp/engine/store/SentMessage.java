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
public record SentMessage(String messageId, Jid chat, byte[] payload, long sentAtMillis) {}
