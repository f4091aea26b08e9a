package org.camelwhatsapp.engine.signal;

/** How much a peer can make us compute and keep. Source: docs/protocol.md, "Double ratchet". */
final class SignalLimits {
    /** Messages that may be skipped at once. */
    static final int MAX_JUMP = 25_000;

    /** Skipped keys kept per chain; the oldest go first. */
    static final int MAX_SKIPPED = 2_000;

    /** Skipped keys kept for all archived sessions of a device; beyond that the oldest sessions lose theirs. */
    static final int MAX_ARCHIVED_SKIPPED = 10_000;

    /** Messages that one stored record may cover in advance: far below what a peer accepts as a jump. */
    static final int MAX_LEASE = 1_000;

    static final int MAX_RECEIVER_CHAINS = 5;
    static final int MAX_ARCHIVED = 40;
    static final int MAX_SENDER_KEY_STATES = 5;

    /** Longest message that is decrypted: larger content travels as media. */
    static final int MAX_MESSAGE_BYTES = 8 << 20;

    private SignalLimits() {}

    static void checkLease(int sends) {
        if (sends < 1 || sends > MAX_LEASE) {
            throw new IllegalArgumentException("a lease covers 1 to " + MAX_LEASE + " sends");
        }
    }
}
