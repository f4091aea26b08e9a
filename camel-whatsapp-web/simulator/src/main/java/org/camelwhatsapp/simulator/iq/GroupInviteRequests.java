package org.camelwhatsapp.simulator.iq;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.GroupInvites;
import org.camelwhatsapp.simulator.group.GroupNodes;
import org.camelwhatsapp.simulator.group.Groups;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;

/** Groups: invite links, invites by message, requests to join. */
public final class GroupInviteRequests {
    private final Groups groups;
    private final GroupInvites invites;

    private GroupInviteRequests(Groups groups) {
        this.groups = groups;
        this.invites = new GroupInvites(groups);
    }

    public static void register(RequestHandlers handlers, Groups groups) {
        GroupInviteRequests requests = new GroupInviteRequests(groups);
        GroupRequests.on(handlers, "get", "invite", requests::getInvite);
        GroupRequests.on(handlers, "set", "invite", requests::setInvite);
        GroupRequests.on(handlers, "set", "accept", requests::accept);
        GroupRequests.on(handlers, "set", "revoke", requests::revoke);
        GroupRequests.on(handlers, "get", "membership_approval_requests", requests::list);
        GroupRequests.on(handlers, "set", "membership_requests_action", requests::answer);
        GroupRequests.on(handlers, "set", "cancel_membership_requests", requests::cancel);
    }

    private static Node invite(Node request, String code) {
        return Stanzas.result(request, Node.builder("invite").attr("code", code).build());
    }

    private Node getInvite(Account actor, Node request) {
        String code = request.requireChild("invite").attr("code");
        if (code != null) {
            return Stanzas.result(request, GroupNodes.preview(invites.byCode(code)));
        }
        return invite(request, invites.code(actor, groups.memberOf(actor, request.requireJid("to"))));
    }

    private Node setInvite(Account actor, Node request) {
        String code = request.requireChild("invite").attr("code");
        if (code == null) {
            return invite(request, invites.reset(actor, groups.memberOf(actor, request.requireJid("to"))));
        }
        Group group = invites.byCode(code);
        String tag = invites.join(actor, group, "invite_link") ? "membership_approval_request" : "group";
        return Stanzas.result(
                request, Node.builder(tag).attr("jid", group.jid()).build());
    }

    private Node accept(Account actor, Node request) {
        Node accept = request.requireChild("accept");
        Group group = invites.byJid(request.requireJid("to"));
        invites.accept(actor, group, accept.requireAttr("code"));
        return Stanzas.result(request);
    }

    private Node revoke(Account actor, Node request) {
        invites.revoke(
                groups.adminOf(actor, request.requireJid("to")), GroupRequests.users(request.requireChild("revoke")));
        return Stanzas.result(request);
    }

    private Node list(Account actor, Node request) {
        Group group = groups.adminOf(actor, request.requireJid("to"));
        Node.Builder list = Node.builder("membership_approval_requests");
        for (Map.Entry<Account, Group.Request> entry : group.requests().entrySet()) {
            list.child(Node.builder("membership_approval_request")
                    .attr("jid", entry.getKey().lid())
                    .attr("phone_number", entry.getKey().phoneJid())
                    .attr("request_time", entry.getValue().seconds())
                    .attr("request_method", entry.getValue().method())
                    .build());
        }
        return Stanzas.result(request, list.build());
    }

    private Node answer(Account actor, Node request) {
        Group group = groups.adminOf(actor, request.requireJid("to"));
        Node.Builder action = Node.builder("membership_requests_action");
        for (Node verb : request.requireChild("membership_requests_action").children()) {
            List<Jid> users = GroupRequests.users(verb);
            action.child(Node.builder(verb.tag())
                    .children(invites.answer(actor, group, verb.is("approve"), users))
                    .build());
        }
        return Stanzas.result(request, action.build());
    }

    private Node cancel(Account actor, Node request) {
        Group group = invites.byJid(request.requireJid("to"));
        invites.answer(actor, group, false, List.of(actor.lid()));
        return Stanzas.result(request);
    }
}
