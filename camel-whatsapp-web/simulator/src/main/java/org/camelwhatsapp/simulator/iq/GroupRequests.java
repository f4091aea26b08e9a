package org.camelwhatsapp.simulator.iq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;

/** Groups: create, query, participants, subject, leave. */
public final class GroupRequests {
    private final World world;
    private long created;

    private GroupRequests(World world) {
        this.world = world;
    }

    public static void register(RequestHandlers handlers, World world) {
        GroupRequests requests = new GroupRequests(world);
        handlers.on(
                "w:g2",
                "set",
                "create",
                (connection, device, request) -> connection.send(requests.create(device, request)));
        handlers.on(
                "w:g2",
                "get",
                "query",
                (connection, device, request) -> connection.send(requests.query(device, request)));
        handlers.on(
                "w:g2",
                "get",
                "participating",
                (connection, device, request) -> connection.send(requests.participating(device, request)));
        for (String change : List.of("add", "remove", "promote", "demote")) {
            handlers.on(
                    "w:g2",
                    "set",
                    change,
                    (connection, device, request) -> connection.send(requests.change(device, request, change)));
        }
        handlers.on(
                "w:g2",
                "set",
                "subject",
                (connection, device, request) -> connection.send(requests.subject(device, request)));
        handlers.on(
                "w:g2",
                "set",
                "leave",
                (connection, device, request) -> connection.send(requests.leave(device, request)));
    }

    private Node create(Device actor, Node request) {
        Node create = request.requireChild("create");
        Jid jid = Jid.group("120363" + String.format("%012d", ++created));
        Group group = new Group(jid, actor.account(), create.attr("subject", ""), world.nowSeconds());
        for (Node participant : create.children("participant")) {
            Account account = world.directory().account(participant.requireJid("jid"));
            if (account != null) {
                group.members().putIfAbsent(account, Group.Role.MEMBER);
            }
        }
        world.directory().add(group);
        Node described = describe(group);
        world.router()
                .groupChanged(
                        group,
                        actor,
                        Node.of("create", described),
                        group.members().keySet());
        return Stanzas.result(request, described);
    }

    private static Node describe(Group group) {
        Node.Builder node = Node.builder("group")
                .attr("id", group.jid().user())
                .attr("subject", group.subject())
                .attr("creation", group.creationSeconds())
                .attr("s_t", group.creationSeconds())
                .attr("s_o", group.creator().lid())
                .attr("creator", group.creator().lid())
                .attr("creator_pn", group.creator().phoneJid())
                .attr("size", group.members().size())
                .attr("addressing_mode", "lid");
        for (Map.Entry<Account, Group.Role> member : group.members().entrySet()) {
            node.child(participant(member.getKey(), member.getValue()));
        }
        return node.build();
    }

    private static Node participant(Account account, Group.@Nullable Role role) {
        Node.Builder node = Node.builder("participant")
                .attr("jid", account.lid())
                .attr("phone_number", account.phoneJid())
                .attr("lid", account.lid());
        if (role == Group.Role.ADMIN || role == Group.Role.SUPERADMIN) {
            node.attr("type", role == Group.Role.ADMIN ? "admin" : "superadmin");
        }
        return node.build();
    }

    private @Nullable Group memberGroup(Device actor, Node request) {
        Group group = world.directory().group(request.requireJid("to"));
        return group != null && group.members().containsKey(actor.account()) ? group : null;
    }

    private Node query(Device actor, Node request) {
        Group group = memberGroup(actor, request);
        return group == null ? Stanzas.error(request, 403, "forbidden") : Stanzas.result(request, describe(group));
    }

    private Node participating(Device actor, Node request) {
        Node.Builder groups = Node.builder("groups");
        for (Group group : world.directory().groups()) {
            if (group.members().containsKey(actor.account())) {
                groups.child(describe(group));
            }
        }
        return Stanzas.result(request, groups.build());
    }

    private Node change(Device actor, Node request, String change) {
        Group group = memberGroup(actor, request);
        if (group == null) {
            return Stanzas.error(request, 403, "forbidden");
        }
        if (group.members().get(actor.account()) == Group.Role.MEMBER) {
            return Stanzas.error(request, 401, "not-authorized");
        }
        List<Account> concerned = new ArrayList<>();
        Node.Builder answer = Node.builder(change);
        Node.Builder action = Node.builder(change);
        List<Account> informed = new ArrayList<>(group.members().keySet());
        for (Node participant : request.requireChild(change).children("participant")) {
            Account account = world.directory().account(participant.requireJid("jid"));
            if (account == null) {
                answer.child(Node.builder("participant")
                        .attr("jid", participant.requireJid("jid"))
                        .attr("error", 404)
                        .build());
                continue;
            }
            apply(group, account, change);
            concerned.add(account);
            answer.child(participant(account, null));
            action.child(participant(account, null));
        }
        for (Account account : concerned) {
            if (!informed.contains(account)) {
                informed.add(account);
            }
        }
        if (!concerned.isEmpty()) {
            world.router().groupChanged(group, actor, action.build(), informed);
        }
        return Stanzas.result(request, answer.build());
    }

    private static void apply(Group group, Account account, String change) {
        switch (change) {
            case "add" -> group.members().putIfAbsent(account, Group.Role.MEMBER);
            case "remove" -> group.members().remove(account);
            case "promote" -> group.members().replace(account, Group.Role.ADMIN);
            default -> group.members().replace(account, Group.Role.MEMBER);
        }
    }

    private Node subject(Device actor, Node request) {
        Group group = memberGroup(actor, request);
        if (group == null) {
            return Stanzas.error(request, 403, "forbidden");
        }
        group.setSubject(request.requireChild("subject").text());
        Node action = Node.builder("subject")
                .attr("subject", group.subject())
                .attr("s_t", world.nowSeconds())
                .attr("s_o", actor.account().lid())
                .build();
        world.router().groupChanged(group, actor, action, group.members().keySet());
        return Stanzas.result(request);
    }

    private Node leave(Device actor, Node request) {
        Node.Builder answer = Node.builder("leave");
        for (Node named : request.requireChild("leave").children("group")) {
            Jid jid = Jid.group(named.requireAttr("id").replaceAll("@.*", ""));
            Group group = world.directory().group(jid);
            if (group != null && group.members().containsKey(actor.account())) {
                List<Account> informed = new ArrayList<>(group.members().keySet());
                group.members().remove(actor.account());
                world.router()
                        .groupChanged(group, actor, Node.of("remove", participant(actor.account(), null)), informed);
                answer.child(Node.builder("group").attr("id", jid).build());
            }
        }
        return Stanzas.result(request, answer.build());
    }
}
