package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A group changed.
 *
 * @param group the group
 * @param action the wire's word: {@code create}, {@code add}, {@code remove}, {@code promote}, {@code demote},
 *     {@code subject}, {@code description}, {@code announcement}, {@code membership_approval_request}, ...
 * @param actor who did it, or null when the server did
 * @param participants whom it concerns; empty for other actions
 * @param text the new subject, description, mode or invite code; null for other actions
 * @param details what else the server said, by its names
 * @param timestamp when
 */
public record GroupChanged(
        Jid group,
        String action,
        @Nullable Jid actor,
        List<Jid> participants,
        @Nullable String text,
        Map<String, String> details,
        Instant timestamp)
        implements Event {
    /** Never prints texts. */
    @Override
    public String toString() {
        return "GroupChanged[" + action + " in " + group + "]";
    }
}
