package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Another device of the account changed the address book.
 *
 * @param user whose entry
 * @param removed whether there is none any more
 * @param fullName as it is now, or null
 * @param firstName as it is now, or null
 * @param timestamp when, as that device says
 */
public record ContactChanged(
        Jid user,
        boolean removed,
        @Nullable String fullName,
        @Nullable String firstName,
        Instant timestamp) implements Event {
    /** Never prints names. */
    @Override
    public String toString() {
        return "ContactChanged[" + user.redacted() + "]";
    }
}
