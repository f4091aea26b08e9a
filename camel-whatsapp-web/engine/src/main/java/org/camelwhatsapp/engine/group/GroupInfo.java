package org.camelwhatsapp.engine.group;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A group as of the last query. Source: docs/protocol.md, "Groups".
 *
 * @param jid the group
 * @param subject its name
 * @param description what it is about, or null
 * @param descriptionId names the description for the next change of it, or null when there is none
 * @param lidAddressed whether members are named by LID
 * @param creator who made it, or null when not told
 * @param created when, or null when not told
 * @param kind its place in a community
 * @param parent the community, or null
 * @param settings what is allowed
 * @param traits what else the server says of it
 * @param notes who named and described it
 * @param size how many members it has; more than are listed when the server shortened the list
 * @param members those that the server listed
 * @param refused those who could not be added when it was made, with the reason; empty later
 */
public record GroupInfo(
        Jid jid,
        String subject,
        @Nullable String description,
        @Nullable String descriptionId,
        boolean lidAddressed,
        @Nullable Jid creator,
        @Nullable Instant created,
        GroupKind kind,
        @Nullable Jid parent,
        GroupSettings settings,
        GroupTraits traits,
        GroupNotes notes,
        int size,
        List<GroupMember> members,
        List<MemberChange> refused) {
    public GroupInfo {
        members = List.copyOf(members);
        refused = List.copyOf(refused);
    }

    GroupInfo withMembers(List<GroupMember> others) {
        return new GroupInfo(
                jid,
                subject,
                description,
                descriptionId,
                lidAddressed,
                creator,
                created,
                kind,
                parent,
                settings,
                traits,
                notes,
                others.size(),
                others,
                List.of());
    }

    /** Never prints names. */
    @Override
    public String toString() {
        return "GroupInfo[" + jid + ", " + size + " members]";
    }
}
