package org.camelwhatsapp.engine.store;

/**
 * One decrypted message on its way to the listeners.
 *
 * @param id ascending within the session, given by the engine
 * @param ciphertextHash SHA-256 that recognises the same message when the server sends it again, 32 bytes
 * @param payload what is needed to build the event again, opaque to the store, encrypted by it
 * @param receivedAtMillis when it was decrypted, milliseconds since 1970
 * @param attempts how often delivery was begun and failed
 */
public record InboxEntry(long id, byte[] ciphertextHash, byte[] payload, long receivedAtMillis, int attempts) {}
