package org.camelwhatsapp.engine.restriction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the service keeps an account from doing, or does so no longer. Source: docs/protocol.md, "Account
 * restrictions".
 *
 * @param kind what
 * @param active whether it is in force
 * @param until when it ends, or null when the service did not say
 * @param detail the service's word for the reason or the state, or null
 * @param used of {@link Kind#NEW_CHATS}: how many new chats were begun, or null
 * @param total of {@link Kind#NEW_CHATS}: how many may be begun, or null
 */
public record AccountRestriction(
        Kind kind,
        boolean active,
        @Nullable Instant until,
        @Nullable String detail,
        @Nullable Long used,
        @Nullable Long total) {

    /** What an account is kept from. */
    public enum Kind {
        /** Writing to people who do not know it; messages to them fail with {@code send-463}. */
        STRANGERS,
        /** Beginning more new chats in this period; messages that would fail with {@code send-475}. */
        NEW_CHATS,
        /** Sending as fast as it did; messages fail with {@code send-429}. */
        RATE
    }
}
