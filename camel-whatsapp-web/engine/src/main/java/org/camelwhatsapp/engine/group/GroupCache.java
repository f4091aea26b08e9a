package org.camelwhatsapp.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Gauges;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * The groups that were asked for on this connection, kept true by notifications: changes of members are applied, others
 * make the group forgotten. Holds 5,000; the one used longest ago goes first. Mailbox only.
 */
final class GroupCache {
    private static final int CAPACITY = 5_000;

    private final Map<Jid, GroupInfo> groups;

    GroupCache(Gauges gauges) {
        groups = new BoundedMap<>(gauges, "group.groups", CAPACITY);
    }

    @Nullable
    GroupInfo get(Jid group) {
        return groups.get(group);
    }

    void put(GroupInfo info) {
        groups.put(info.jid(), info);
    }

    void forget(Jid group) {
        groups.remove(group);
    }

    void clear() {
        groups.clear();
    }

    /** Takes in one child of a notification. */
    void apply(Jid group, Node change) {
        GroupInfo known = groups.get(group);
        if (known == null) {
            return;
        }
        // A shortened list cannot be kept true.
        if (known.size() != known.members().size()) {
            groups.remove(group);
            return;
        }
        List<GroupMember> named = GroupNodes.members(change);
        switch (change.tag()) {
            case "add" -> groups.put(group, known.withMembers(joined(known.members(), named)));
            case "remove" -> groups.put(group, known.withMembers(without(known.members(), named)));
            case "promote" ->
                groups.put(group, known.withMembers(inRole(known.members(), named, GroupMember.Role.ADMIN)));
            case "demote" ->
                groups.put(group, known.withMembers(inRole(known.members(), named, GroupMember.Role.MEMBER)));
            default -> groups.remove(group);
        }
    }

    private static boolean isNamed(GroupMember member, List<GroupMember> named) {
        return named.stream().anyMatch(other -> member.isUser(other.jid()));
    }

    private static List<GroupMember> joined(List<GroupMember> members, List<GroupMember> named) {
        List<GroupMember> all = new ArrayList<>(members);
        named.stream().filter(member -> !isNamed(member, members)).forEach(all::add);
        return all;
    }

    private static List<GroupMember> without(List<GroupMember> members, List<GroupMember> named) {
        return members.stream().filter(member -> !isNamed(member, named)).toList();
    }

    private static List<GroupMember> inRole(List<GroupMember> members, List<GroupMember> named, GroupMember.Role role) {
        return members.stream()
                .map(member -> isNamed(member, named) ? member.withRole(role) : member)
                .toList();
    }
}
