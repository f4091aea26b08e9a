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
 * @param participants whom it concerns: members, those who ask to join, those of a new group; empty for other actions
 * @param groups other groups it names: linked ones, proposed ones, the community; empty for other actions
 * @param text the new subject, description, mode or invite code, the name of a linked group; the empty text for a description
 *     that was taken away; null for other actions
 * @param details what else the server said, by its names
 * @param timestamp when
 */
public record GroupChanged(
        Jid group,
        String action,
        @Nullable Jid actor,
        List<Jid> participants,
        List<Jid> groups,
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
