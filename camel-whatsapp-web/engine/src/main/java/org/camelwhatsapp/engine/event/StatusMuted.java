package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Another device of the account muted somebody's status posts, or shows them again.
 *
 * @param user whose posts
 * @param muted whether they are put aside from now on
 * @param timestamp when, as that device says
 */
public record StatusMuted(Jid user, boolean muted, Instant timestamp) implements Event {}
