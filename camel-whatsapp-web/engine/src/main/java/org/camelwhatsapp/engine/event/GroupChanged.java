package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A group changed.
 *
 * @param group the group
 * @param action the wire's word: {@code create}, {@code add}, {@code remove}, {@code promote}, {@code demote},
 *     {@code subject}, ...
 * @param actor who did it, or null when the server did
 * @param participants whom it concerns; empty for other actions
 * @param text the new subject or description; null for other actions
 * @param timestamp when
 */
public record GroupChanged(
        Jid group,
        String action,
        @Nullable Jid actor,
        List<Jid> participants,
        @Nullable String text,
        Instant timestamp) implements Event {}
