package org.camelwhatsapp.engine.group;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group.
 *
 * @param jid in the group's addressing
 * @param alternate the other address, or null when not told
 * @param role what the member may do
 * @param displayName a masked number of an anonymous member of a community, or null
 * @param username the name by which the user can be found, or null
 */
public record GroupMember(
        Jid jid,
        @Nullable Jid alternate,
        Role role,
        @Nullable String displayName,
        @Nullable String username) {
    /** What a member may do. */
    public enum Role {
        MEMBER,
        ADMIN,
        /** The one who made the group, or took it over. */
        SUPERADMIN
    }

    public boolean isAdmin() {
        return role != Role.MEMBER;
    }

    /** Whether this is the user, by either address. */
    public boolean isUser(Jid user) {
        return jid.isSameUser(user) || alternate != null && alternate.isSameUser(user);
    }

    GroupMember withRole(Role other) {
        return new GroupMember(jid, alternate, other, displayName, username);
    }

    /** Never prints numbers and names. */
    @Override
    public String toString() {
        return "GroupMember[" + jid.redacted() + ", " + role + "]";
    }
}
