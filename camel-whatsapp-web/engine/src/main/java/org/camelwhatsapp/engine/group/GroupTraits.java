package org.camelwhatsapp.engine.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What else the server says of a group. Source: docs/protocol.md, "Groups".
 *
 * @param frequentlyForwarded whether messages that were forwarded often may be sent there
 * @param adminReports whether members may report messages to the admins
 * @param historyShared whether new members get the history
 * @param limitedSharing whether members are kept from taking messages elsewhere
 * @param membersAddGroups of a community: whether members who are no admins add groups
 * @param hiddenMembers whether members do not see each other
 * @param suspended whether the service has closed it
 * @param growthLocked whether nobody can join for now
 * @param growthLockedUntil when that ends, or null when not told
 */
public record GroupTraits(
        boolean frequentlyForwarded,
        boolean adminReports,
        boolean historyShared,
        boolean limitedSharing,
        boolean membersAddGroups,
        boolean hiddenMembers,
        boolean suspended,
        boolean growthLocked,
        @Nullable Instant growthLockedUntil) {}
