package org.camelwhatsapp.simulator.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;

/** Links, invites and the requests of those who want to join. */
public final class GroupInvites {
    private final Groups groups;

    public GroupInvites(Groups groups) {
        this.groups = groups;
    }

    /** The code of the link; for admins, or for all members if the group says so. */
    public String code(Account actor, Group group) {
        Node mode = group.settings().get("member_link_mode");
        if (!group.isAdmin(actor) && (mode == null || !mode.text().equals("all_member_link"))) {
            throw new RefusedException(401, "not-authorized");
        }
        return group.inviteCode();
    }

    /** Makes a new code and tells the members. */
    public String reset(Account actor, Group group) {
        if (!group.isAdmin(actor)) {
            throw new RefusedException(401, "not-authorized");
        }
        group.resetInviteCode();
        groups.tell(
                group,
                actor,
                Node.builder("invite").attr("code", group.inviteCode()).build());
        return group.inviteCode();
    }

    /** @throws RefusedException 410 for a code that was replaced, 404 for any other */
    public Group byCode(String code) {
        for (Group group : groups.world().directory().groups()) {
            if (group.inviteCode().equals(code)) {
                return group;
            }
            if (group.isRevokedCode(code)) {
                throw new RefusedException(410, "gone");
            }
        }
        throw new RefusedException(404, "item-not-found");
    }

    /** @throws RefusedException 404 if there is none */
    public Group byJid(Jid jid) {
        Group group = groups.world().directory().group(jid);
        if (group == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return group;
    }

    /** Joins by link, or waits for an admin. Returns whether it waits. */
    public boolean join(Account actor, Group group, String method) {
        if (group.members().containsKey(actor)) {
            throw new RefusedException(409, "conflict");
        }
        Node approval = group.settings().get("membership_approval_mode");
        Node join = approval == null ? null : approval.child("group_join");
        if (join != null && join.attr("state", "").equals("on")) {
            group.requests().put(actor, new Group.Request(groups.world().nowSeconds(), method));
            List<Account> admins =
                    group.members().keySet().stream().filter(group::isAdmin).toList();
            Node action = Node.builder("membership_approval_request")
                    .attr("request_method", method)
                    .build();
            groups.tell(group, actor, action, admins);
            return true;
        }
        groups.join(group, actor);
        tellJoined(group, actor, actor, method.equals("invite_link") ? "invite" : method);
        return false;
    }

    private void tellJoined(Group group, Account actor, Account joined, String reason) {
        Node action = Node.builder("add")
                .attr("reason", reason)
                .child(GroupNodes.participant(joined, null))
                .build();
        groups.tell(group, actor, action);
    }

    /** Joins by an invite that was sent as a message. */
    public void accept(Account actor, Group group, String code) {
        if (!code.equals(group.invitations().get(actor))) {
            throw new RefusedException(406, "not-acceptable");
        }
        groups.join(group, actor);
        tellJoined(group, actor, actor, "invite");
    }

    /** Takes invites back. */
    public void revoke(Group group, Collection<Jid> users) {
        for (Jid user : users) {
            Account account = groups.world().directory().account(user);
            if (account != null) {
                group.invitations().remove(account);
            }
        }
    }

    /** Answers requests, or takes one's own back. */
    public List<Node> answer(Account actor, Group group, boolean approve, Collection<Jid> users) {
        List<Node> answers = new ArrayList<>();
        Node.Builder gone = Node.builder(approve ? "add" : "revoked_membership_requests");
        List<Account> informed = new ArrayList<>(group.members().keySet());
        for (Jid user : users) {
            Account account = groups.world().directory().account(user);
            if (account == null || group.requests().remove(account) == null) {
                answers.add(Node.builder("participant")
                        .attr("jid", user)
                        .attr("error", 404)
                        .build());
                continue;
            }
            if (approve) {
                groups.join(group, account);
            }
            informed.add(account);
            gone.child(GroupNodes.participant(account, null));
            answers.add(GroupNodes.participant(account, null));
        }
        groups.tell(group, actor, gone.build(), informed);
        return answers;
    }
}
