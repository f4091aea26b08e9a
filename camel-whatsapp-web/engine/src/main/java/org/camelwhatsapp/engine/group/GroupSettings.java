package org.camelwhatsapp.engine.group;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is allowed in a group.
 *
 * @param announcement whether only admins send
 * @param locked whether only admins change name, picture and description
 * @param approval whether admins approve who joins
 * @param adders who adds members
 * @param linkSharers who sees the invite link
 * @param historySharers who gives new members the history
 * @param disappearing after what time messages vanish, or null for never
 */
public record GroupSettings(
        boolean announcement,
        boolean locked,
        boolean approval,
        Who adders,
        Who linkSharers,
        Who historySharers,
        @Nullable Duration disappearing) {
    /** A new group's: everybody sends, edits and adds; admins share. */
    public static final GroupSettings DEFAULT =
            new GroupSettings(false, false, false, Who.MEMBERS, Who.ADMINS, Who.ADMINS, null);

    /** Who may do something. */
    public enum Who {
        ADMINS,
        MEMBERS
    }
}
