package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Somebody came or went. Only told about users one asked about, while one is available oneself.
 *
 * @param user who, or which group
 * @param available whether the user is there
 * @param lastSeen when an absent user was there last, or null when that is hidden or not known
 * @param count for a group, how many members are there; 0 for users
 */
public record PresenceChanged(
        Jid user, boolean available, @Nullable Instant lastSeen, int count) implements Event {}
