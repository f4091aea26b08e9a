package org.camelwhatsapp.engine.privacy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * What is known of the trust between this account and one contact.
 *
 * @param token what the contact gave, empty for nothing
 * @param since when it gave it, seconds since 1970, or 0
 * @param issued when the contact was given one, seconds since 1970, or 0
 */
record ContactToken(byte[] token, long since, long issued) {
    static final ContactToken NONE = new ContactToken(new byte[0], 0, 0);

    /** Seven days; the server counts the age of tokens in these. */
    private static final long BUCKET_SECONDS = 604_800;

    private static final int GOOD_BUCKETS = 3;

    private static long bucket(long seconds) {
        return seconds / BUCKET_SECONDS;
    }

    private static boolean isGood(long at, long now) {
        return at >= (bucket(now) - GOOD_BUCKETS) * BUCKET_SECONDS;
    }

    /** Whether it may be shown. */
    boolean isUsable(long now) {
        return token.length > 0 && isGood(since, now);
    }

    /** Whether the contact has to be given one with the next message. */
    boolean isDue(long now) {
        return issued == 0 || bucket(issued) < bucket(now);
    }

    /** Whether the one that the contact was given is still good. */
    boolean isIssued(long now) {
        return issued > 0 && isGood(issued, now);
    }

    /** Whether it is of no use any more, in either direction. */
    boolean isOver(long now) {
        return !isUsable(now) && !isIssued(now);
    }

    ContactToken received(byte[] newToken, long at) {
        return new ContactToken(newToken, at, issued);
    }

    ContactToken issued(long at) {
        return new ContactToken(token, since, at);
    }

    byte[] encode() {
        return ByteBuffer.allocate(2 * Long.BYTES + token.length)
                .putLong(since)
                .putLong(issued)
                .put(token)
                .array();
    }

    static ContactToken decode(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long since = buffer.getLong();
            long issued = buffer.getLong();
            byte[] token = new byte[buffer.remaining()];
            buffer.get(token);
            return new ContactToken(token, since, issued);
        } catch (BufferUnderflowException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a contact's token cannot be read", e);
        }
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return "ContactToken[since " + since + ", issued " + issued + "]";
    }
}
