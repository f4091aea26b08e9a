package org.camelwhatsapp.engine.community;

import org.camelwhatsapp.engine.group.GroupKind;
import org.camelwhatsapp.engine.model.Jid;

/**
 * A group of a community, as listed.
 *
 * @param jid the group
 * @param subject its name
 * @param kind its place in the community
 */
public record SubGroup(Jid jid, String subject, GroupKind kind) {
    /** Never prints the name. */
    @Override
    public String toString() {
        return "SubGroup[" + jid + ", " + kind + "]";
    }
}
