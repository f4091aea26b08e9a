package org.camelwhatsapp.simulator.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/** Communities: a parent group with an announcement group and linked groups. */
public final class Communities {
    private final Groups groups;

    public Communities(Groups groups) {
        this.groups = groups;
    }

    /** Makes a community with its announcement group, and a general chat if asked for. */
    public Group create(Account actor, Node create) {
        List<Node> settings = new ArrayList<>();
        Node parent = create.requireChild("parent");
        settings.add(parent);
        if (parent.attr("default_membership_approval_mode", "").equals("request_required")) {
            settings.add(Node.of(
                    "membership_approval_mode",
                    Node.builder("group_join").attr("state", "on").build()));
        }
        Node everybody = create.child("allow_non_admin_sub_group_creation");
        if (everybody != null) {
            settings.add(everybody);
        }
        String subject = create.attr("subject", "");
        Group community = groups.create(actor, subject, List.of(), settings);
        community.setDescription(create.child("description"));
        groups.announce(community, actor, create.attr("key"));
        sub(actor, community, subject, List.of(Node.of("default_sub_group"), Node.of("announcement")));
        if (create.child("create_general_chat") != null) {
            sub(actor, community, "General", List.of(Node.of("general_chat")));
        }
        return community;
    }

    private void sub(Account actor, Group community, String subject, Collection<Node> settings) {
        Group group = groups.create(actor, subject, List.of(), settings);
        group.setParent(community);
        groups.announce(group, actor, null);
    }

    /** The groups of a community that the account may see. */
    public List<Group> subGroups(Group community, @Nullable Account viewer) {
        return groups.world().directory().groups().stream()
                .filter(group -> group.parent() == community)
                .filter(group -> viewer == null
                        || !group.has("hidden_group")
                        || group.members().containsKey(viewer))
                .toList();
    }

    /** All members of all groups. */
    public Set<Account> members(Group community) {
        Set<Account> members = new LinkedHashSet<>(community.members().keySet());
        subGroups(community, null)
                .forEach(group -> members.addAll(group.members().keySet()));
        return members;
    }

    /** Links a group; its members become members of the community. Returns the code. */
    public int link(Account actor, Group community, Node asked) {
        Group group = groups.world().directory().group(asked.requireJid("jid"));
        if (group == null) {
            return 404;
        }
        if (!group.isAdmin(actor)) {
            return 401;
        }
        if (group.parent() != null) {
            return 409;
        }
        group.setParent(community);
        if (asked.child("hidden_group") != null) {
            group.settings().put("hidden_group", Node.of("hidden_group"));
        }
        for (Account member : group.members().keySet()) {
            community.members().putIfAbsent(member, Group.Role.MEMBER);
        }
        tellLink(group, actor, "parent_group", community);
        tellLink(community, actor, "sub_group", group);
        return 200;
    }

    private void tellLink(Group told, Account actor, String type, Group linked) {
        groups.tell(
                told,
                actor,
                Node.builder("link")
                        .attr("link_type", type)
                        .child(GroupNodes.summary(linked))
                        .build());
    }

    /** Unlinks a group. Returns the code. */
    public int unlink(Account actor, Group community, Node asked) {
        Group group = groups.world().directory().group(asked.requireJid("jid"));
        if (group == null || group.parent() != community) {
            return 404;
        }
        detach(actor, group, "unlink_group");
        if (asked.attr("remove_orphaned_members", "").equals("true")) {
            Set<Account> still = new LinkedHashSet<>();
            subGroups(community, null)
                    .forEach(other -> still.addAll(other.members().keySet()));
            community.members().keySet().removeIf(member -> !still.contains(member) && !community.isAdmin(member));
        }
        return 200;
    }

    private void detach(Account actor, Group group, String reason) {
        Group community = group.parent();
        if (community == null) {
            return;
        }
        group.setParent(null);
        groups.tell(
                group,
                actor,
                Node.builder("unlink")
                        .attr("unlink_type", "parent_group")
                        .attr("unlink_reason", reason)
                        .child(GroupNodes.summary(community))
                        .build());
    }

    /** Ends a community: groups stand alone, the announcement group and the community are gone. */
    public void deactivate(Account actor, Group community) {
        for (Group group : new ArrayList<>(subGroups(community, null))) {
            detach(actor, group, "delete_parent");
            if (group.has("default_sub_group")) {
                groups.world().directory().remove(group);
            }
        }
        groups.tell(community, actor, Node.of("delete"));
        groups.world().directory().remove(community);
    }

    /** Joins a group of a community one belongs to. */
    public Group join(Account actor, Group community, Jid jid) {
        Group group = groups.world().directory().group(jid);
        if (group == null || group.parent() != community || group.has("hidden_group")) {
            throw new RefusedException(404, "item-not-found");
        }
        if (group.members().containsKey(actor)) {
            throw new RefusedException(409, "conflict");
        }
        new GroupInvites(groups).join(actor, group, "linked_group_join");
        return group;
    }

    /** Gives a community to one of its members. Only its owner may. */
    public void transfer(Account actor, Group community, Jid to) {
        Account owner = groups.world().directory().account(to);
        if (community.members().get(actor) != Group.Role.SUPERADMIN) {
            throw new RefusedException(401, "not-authorized");
        }
        if (owner == null || !community.members().containsKey(owner)) {
            throw new RefusedException(404, "item-not-found");
        }
        community.members().put(actor, Group.Role.ADMIN);
        community.members().put(owner, Group.Role.SUPERADMIN);
        groups.tell(community, actor, Node.of("promote", GroupNodes.participant(owner, Group.Role.SUPERADMIN)));
    }
}
