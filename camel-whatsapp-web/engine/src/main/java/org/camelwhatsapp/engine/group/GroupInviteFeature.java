package org.camelwhatsapp.engine.group;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/** Joining by link or by invite. Mailbox only. Source: docs/protocol.md, "Groups". */
public final class GroupInviteFeature implements Feature {
    private static final String LINK = "https://chat.whatsapp.com/";

    private final GroupFeature groups;
    private final GroupWire wire;

    /**
     * What became of the wish to join.
     *
     * @param group the group
     * @param pending whether an admin must approve it first
     */
    public record Joined(Jid group, boolean pending) {}

    public GroupInviteFeature(Session session, GroupFeature groups) {
        this.groups = groups;
        this.wire = new GroupWire(session);
    }

    /** The code of a link; a code is taken as it is. */
    static String code(String linkOrCode) {
        String code = linkOrCode.strip();
        int start = code.indexOf("chat.whatsapp.com/");
        if (start >= 0) {
            code = code.substring(start + "chat.whatsapp.com/".length());
        }
        int end = code.indexOf('?');
        code = end < 0 ? code : code.substring(0, end);
        if (code.startsWith("invite/")) {
            code = code.substring("invite/".length());
        }
        if (!code.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("an invite is a link such as " + LINK + "CODE, or the code alone");
        }
        return code;
    }

    private static Node invite(String linkOrCode) {
        return Node.builder("invite").attr("code", code(linkOrCode)).build();
    }

    /** The link by which one joins; for admins, or for members if the group says so. */
    public CompletionStage<String> link(Jid group) {
        return wire.get(group, Node.of("invite"))
                .thenApply(answer -> LINK + answer.requireChild("invite").requireAttr("code"));
    }

    /** Makes a new link; the old one is void. */
    public CompletionStage<String> resetLink(Jid group) {
        return wire.set(group, Node.of("invite"))
                .thenApply(answer -> LINK + answer.requireChild("invite").requireAttr("code"));
    }

    /** The group behind a link, without joining. Only some members are listed. */
    public CompletionStage<GroupInfo> preview(String linkOrCode) {
        return wire.get(GroupWire.ALL, invite(linkOrCode))
                .thenApply(answer -> GroupNodes.info(answer.requireChild("group")));
    }

    /** The group behind an invite that came as a message, without joining; as {@link #accept} takes it. */
    public CompletionStage<GroupInfo> preview(Jid group, String code, Instant expiration, Jid admin) {
        Node request = Node.builder("add_request")
                .attr("code", code)
                .attr("expiration", expiration.getEpochSecond())
                .attr("admin", admin.toUser())
                .build();
        return wire.get(group, Node.of("query", request))
                .thenApply(answer -> GroupNodes.info(answer.requireChild("group")));
    }

    /** Joins by link. */
    public CompletionStage<Joined> join(String linkOrCode) {
        return wire.set(GroupWire.ALL, invite(linkOrCode)).thenApply(answer -> {
            Node pending = answer.child("membership_approval_request");
            Node named = pending == null ? answer.requireChild("group") : pending;
            return new Joined(named.requireJid("jid"), pending != null);
        });
    }

    /**
     * Joins by an invite that came as a message.
     *
     * @param code what the message holds
     * @param expiration until when it is valid
     * @param admin who sent it
     */
    public CompletionStage<Joined> accept(Jid group, String code, Instant expiration, Jid admin) {
        Node accept = Node.builder("accept")
                .attr("code", code)
                .attr("expiration", expiration.getEpochSecond())
                .attr("admin", admin.toUser())
                .build();
        return wire.set(group, accept).thenApply(answer -> {
            groups.forget(group);
            return new Joined(group, false);
        });
    }

    /** Makes invites void that were sent to these users as messages. */
    public CompletionStage<Void> revoke(Jid group, List<Jid> users) {
        Node.Builder revoke = Node.builder("revoke");
        users.forEach(user -> revoke.child(GroupNodes.participant(user)));
        return wire.set(group, revoke.build()).thenAccept(answer -> {});
    }
}
