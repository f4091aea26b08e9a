package org.camelwhatsapp.engine.community;

import java.time.Instant;
import org.camelwhatsapp.engine.group.GroupKind;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A group of a community, as listed.
 *
 * @param jid the group
 * @param subject its name
 * @param kind its place in the community
 * @param size how many members it has, or null when not told
 * @param created when it was made, or null when not told
 */
public record SubGroup(
        Jid jid,
        String subject,
        GroupKind kind,
        @Nullable Integer size,
        @Nullable Instant created) {
    /** Never prints the name. */
    @Override
    public String toString() {
        return "SubGroup[" + jid + ", " + kind + "]";
    }
}
