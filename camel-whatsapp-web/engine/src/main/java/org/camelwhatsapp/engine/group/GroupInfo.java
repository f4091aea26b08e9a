package org.camelwhatsapp.engine.group;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A group as of the last query.
 *
 * @param jid the group
 * @param subject its name
 * @param lidAddressed whether members are named by LID
 * @param creator who made it, or null when not told
 * @param participants the members
 */
public record GroupInfo(
        Jid jid,
        String subject,
        boolean lidAddressed,
        @Nullable Jid creator,
        List<Participant> participants) {
    /**
     * A member.
     *
     * @param jid in the group's addressing
     * @param alternate the other address, or null when not told
     * @param admin whether the member may administrate
     */
    public record Participant(Jid jid, @Nullable Jid alternate, boolean admin) {}
}
