package org.camelwhatsapp.simulator.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/** Groups and members as the server describes them. */
public final class GroupNodes {
    private GroupNodes() {}

    /** The whole group. */
    public static Node describe(Group group) {
        Node.Builder node = head(group).attr("size", group.members().size());
        for (Map.Entry<Account, Group.Role> member : group.members().entrySet()) {
            node.child(participant(member.getKey(), member.getValue()));
        }
        return node.children(extras(group)).build();
    }

    /** What one sees without being a member: the admins only. */
    public static Node preview(Group group) {
        Node.Builder node = head(group).attr("size", group.members().size());
        for (Map.Entry<Account, Group.Role> member : group.members().entrySet()) {
            if (member.getValue() != Group.Role.MEMBER) {
                node.child(participant(member.getKey(), member.getValue()));
            }
        }
        return node.children(extras(group)).build();
    }

    /** Name and kind, as in lists of a community's groups. */
    public static Node summary(Group group) {
        Node.Builder node = Node.builder("group")
                .attr("id", group.jid().user())
                .attr("jid", group.jid())
                .attr("subject", group.subject())
                .attr("s_t", group.creationSeconds())
                .attr("size", group.members().size());
        for (String kind : List.of("default_sub_group", "general_chat", "hidden_group")) {
            node.child(group.settings().get(kind));
        }
        return node.build();
    }

    private static Node.Builder head(Group group) {
        return Node.builder("group")
                .attr("id", group.jid().user())
                .attr("subject", group.subject())
                .attr("creation", group.creationSeconds())
                .attr("s_t", group.creationSeconds())
                .attr("s_o", group.creator().lid())
                .attr("creator", group.creator().lid())
                .attr("creator_pn", group.creator().phoneJid())
                .attr("addressing_mode", "lid");
    }

    private static Collection<Node> extras(Group group) {
        List<Node> extras = new java.util.ArrayList<>(group.settings().values());
        if (group.description() != null) {
            extras.add(group.description());
        }
        Group parent = group.parent();
        if (parent != null) {
            extras.add(Node.builder("linked_parent").attr("jid", parent.jid()).build());
        }
        return extras;
    }

    /** A member by both addresses, with the role if it is more than member. */
    public static Node participant(Account account, Group.@Nullable Role role) {
        Node.Builder node = Node.builder("participant")
                .attr("jid", account.lid())
                .attr("phone_number", account.phoneJid())
                .attr("lid", account.lid());
        if (role == Group.Role.ADMIN || role == Group.Role.SUPERADMIN) {
            node.attr("type", role == Group.Role.ADMIN ? "admin" : "superadmin");
        }
        return node.build();
    }
}
