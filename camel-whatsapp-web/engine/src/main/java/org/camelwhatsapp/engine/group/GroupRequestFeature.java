package org.camelwhatsapp.engine.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Requests to join groups whose admins approve members. Mailbox only. Source: docs/protocol.md, "Groups". */
public final class GroupRequestFeature implements Feature {
    private final Session session;
    private final GroupFeature groups;
    private final GroupWire wire;

    /**
     * A user who wants to join.
     *
     * @param jid the user
     * @param alternate the user's other address, or null when not told
     * @param time when
     * @param method the server's word: {@code invite_link}, {@code linked_group_join} or {@code non_admin_add}
     * @param requester the member who wants to add the user, or null
     * @param community the community from which the user comes, or null
     */
    public record JoinRequest(
            Jid jid,
            @Nullable Jid alternate,
            Instant time,
            @Nullable String method,
            @Nullable Jid requester,
            @Nullable Jid community) {}

    public GroupRequestFeature(Session session, GroupFeature groups) {
        this.session = session;
        this.groups = groups;
        this.wire = new GroupWire(session);
    }

    /** Those who wait for an answer. */
    public CompletionStage<List<JoinRequest>> list(Jid group) {
        return wire.get(group, Node.of("membership_approval_requests")).thenApply(answer -> {
            List<JoinRequest> requests = new ArrayList<>();
            for (Node request :
                    answer.requireChild("membership_approval_requests").children("membership_approval_request")) {
                requests.add(new JoinRequest(
                        request.requireJid("jid"),
                        request.jid("phone_number"),
                        request.timeAttr("request_time", 0),
                        request.attr("request_method"),
                        request.jid("requestor"),
                        request.jid("parent_group_jid")));
            }
            return requests;
        });
    }

    /** Answers requests. */
    public CompletionStage<List<MemberChange>> answer(Jid group, boolean approve, List<Jid> users) {
        String verb = approve ? "approve" : "reject";
        Node.Builder action = Node.builder(verb);
        users.forEach(user -> action.child(GroupNodes.participant(user)));
        return wire.set(group, Node.of("membership_requests_action", action.build()))
                .thenApply(answer -> {
                    groups.forget(group);
                    return MemberChange.all(
                            answer.requireChild("membership_requests_action").requireChild(verb));
                });
    }

    /** Takes one's own request back. */
    public CompletionStage<Void> cancel(Jid group) {
        LinkedAccount account = session.credentials().requireAccount();
        Node cancel = Node.of("cancel_membership_requests", GroupNodes.participant(account.lid()));
        return wire.set(group, cancel).thenAccept(answer -> {});
    }
}
