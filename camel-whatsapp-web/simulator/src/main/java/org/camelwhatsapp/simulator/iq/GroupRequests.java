package org.camelwhatsapp.simulator.iq;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.Communities;
import org.camelwhatsapp.simulator.group.GroupNodes;
import org.camelwhatsapp.simulator.group.Groups;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;

/** Groups: create, query, members, leave. */
public final class GroupRequests {
    /** Children of a request to create that become settings of the group. */
    private static final Set<String> SETTINGS = Set.of(
            "announcement",
            "locked",
            "ephemeral",
            "membership_approval_mode",
            "member_add_mode",
            "member_link_mode",
            "member_share_group_history_mode");

    private final World world;
    private final Groups groups;
    private final Communities communities;

    private GroupRequests(World world, Groups groups, Communities communities) {
        this.world = world;
        this.groups = groups;
        this.communities = communities;
    }

    public static void register(RequestHandlers handlers, World world, Groups groups, Communities communities) {
        GroupRequests requests = new GroupRequests(world, groups, communities);
        on(handlers, "set", "create", requests::create);
        on(handlers, "get", "query", requests::query);
        on(handlers, "get", "participating", requests::participating);
        on(handlers, "set", "leave", requests::leave);
        for (String change : List.of("add", "remove", "promote", "demote")) {
            on(handlers, "set", change, (actor, request) -> requests.change(actor, request, change));
        }
    }

    /** A request about groups, by the account that asks; a refusal becomes an error. */
    interface GroupHandler {
        Node answer(Account actor, Node request);
    }

    static void on(RequestHandlers handlers, String type, String child, GroupHandler handler) {
        handlers.on("w:g2", type, child, (connection, device, request) -> {
            Node answer;
            try {
                answer = handler.answer(device.account(), request);
            } catch (RefusedException e) {
                answer = Stanzas.error(request, e.code(), String.valueOf(e.getMessage()));
            }
            connection.send(answer);
        });
    }

    static List<Jid> users(Node list) {
        List<Jid> users = new ArrayList<>();
        list.children("participant").forEach(participant -> users.add(participant.requireJid("jid")));
        return users;
    }

    private Node create(Account actor, Node request) {
        Node create = request.requireChild("create");
        if (create.child("parent") != null) {
            return Stanzas.result(request, GroupNodes.describe(communities.create(actor, create)));
        }
        List<Account> members = new ArrayList<>();
        List<Account> forbidding = new ArrayList<>();
        for (Jid user : users(create)) {
            Account account = world.directory().account(user);
            if (account != null
                    && account.privacy().getOrDefault("groupadd", "all").equals("all")) {
                members.add(account);
            } else if (account != null) {
                forbidding.add(account);
            }
        }
        List<Node> settings = create.children().stream()
                .filter(child -> SETTINGS.contains(child.tag()))
                .filter(child -> !child.is("ephemeral") || child.longAttr("expiration", 0) > 0)
                .toList();
        Group group = groups.create(actor, create.attr("subject", ""), members, settings);
        group.setDescription(create.child("description"));
        Node parent = create.child("linked_parent");
        if (parent != null) {
            group.setParent(groups.adminOf(actor, parent.requireJid("jid")));
        }
        groups.announce(group, actor, create.attr("key"));
        Node.Builder made = GroupNodes.describe(group).toBuilder();
        forbidding.forEach(account -> made.child(groups.invitation(group, account)));
        return Stanzas.result(request, made.build());
    }

    private Node query(Account actor, Node request) {
        Node query = request.requireChild("query");
        Node invite = query.child("add_request");
        if (invite != null) {
            return Stanzas.result(request, GroupNodes.preview(invited(actor, request.requireJid("to"), invite)));
        }
        if (query.child("group") != null) {
            Node.Builder list = Node.builder("groups");
            query.children("group").forEach(group -> list.child(one(actor, group.requireJid("jid"))));
            return Stanzas.result(request, list.build());
        }
        return Stanzas.result(request, GroupNodes.describe(groups.memberOf(actor, request.requireJid("to"))));
    }

    private Node one(Account actor, Jid jid) {
        try {
            return GroupNodes.describe(groups.memberOf(actor, jid));
        } catch (RefusedException e) {
            return Node.builder("group")
                    .attr("id", jid.user())
                    .attr("error", e.code())
                    .build();
        }
    }

    private Group invited(Account actor, Jid jid, Node invite) {
        Group group = world.directory().group(jid);
        if (group == null) {
            throw new RefusedException(404, "item-not-found");
        }
        if (!invite.requireAttr("code").equals(group.invitations().get(actor))) {
            throw new RefusedException(406, "not-acceptable");
        }
        return group;
    }

    private Node participating(Account actor, Node request) {
        Node.Builder list = Node.builder("groups");
        for (Group group : world.directory().groups()) {
            if (group.members().containsKey(actor)) {
                list.child(GroupNodes.describe(group));
            }
        }
        return Stanzas.result(request, list.build());
    }

    private Node change(Account actor, Node request, String change) {
        Group group = groups.memberOf(actor, request.requireJid("to"));
        Node asked = request.requireChild(change);
        List<Node> changed = groups.change(actor, group, change, users(asked));
        if (asked.attr("linked_groups", "").equals("true")) {
            for (Group linked : communities.subGroups(group, null)) {
                groups.change(actor, linked, change, users(asked));
            }
        }
        return Stanzas.result(request, Node.builder(change).children(changed).build());
    }

    private Node leave(Account actor, Node request) {
        Node.Builder answer = Node.builder("leave");
        for (Node named : request.requireChild("leave").children("group")) {
            Jid jid = Jid.group(named.requireAttr("id").replaceAll("@.*", ""));
            Node.Builder left = Node.builder("group").attr("id", jid);
            answer.child((groups.leave(actor, jid) ? left : left.attr("error", 404)).build());
        }
        return Stanzas.result(request, answer.build());
    }
}
