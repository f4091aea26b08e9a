package org.camelwhatsapp.engine.community;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.group.GroupInviteFeature.Joined;
import org.camelwhatsapp.engine.group.GroupKind;
import org.camelwhatsapp.engine.group.GroupWire;
import org.camelwhatsapp.engine.group.MemberChange;
import org.camelwhatsapp.engine.mex.MexClient;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.mex.MexQuery;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Communities. One is a group itself: its name, members and invites are those of a group. Mailbox only. Source:
 * docs/protocol.md, "Communities".
 */
public final class CommunityFeature implements Feature {
    private static final int DONE = 200;
    private static final MexQuery MEMBER_COUNTS = new MexQuery("24079399904996141", "xwa2_group_query_by_id");
    private static final MexQuery TRANSFER = new MexQuery("29643783178598899", "xwa2_group_update_users_role");

    private final Session session;
    private final GroupFeature groups;
    private final GroupWire wire;
    private final MexClient mex;

    public CommunityFeature(Session session, GroupFeature groups) {
        this.session = session;
        this.groups = groups;
        this.wire = new GroupWire(session);
        this.mex = new MexClient(session);
    }

    /** Makes a community; the server makes its announcement group. */
    public CompletionStage<GroupInfo> create(CommunityDraft draft) {
        Node.Builder create = Node.builder("create").attr("subject", draft.subject());
        if (draft.description() != null) {
            create.child(Node.builder("description")
                    .attr("id", session.wire().newId())
                    .child(Node.builder("body").text(draft.description()).build())
                    .build());
        }
        create.child(Node.builder("parent")
                .attr("default_membership_approval_mode", draft.approval() ? "request_required" : null)
                .build());
        create.child(draft.membersAddGroups() ? Node.of("allow_non_admin_sub_group_creation") : null);
        create.child(draft.generalChat() ? Node.of("create_general_chat") : null);
        return wire.set(GroupWire.ALL, create.build()).thenApply(answer -> groups.take(answer.requireChild("group")));
    }

    /** The groups of a community, hidden ones only if one is a member of them. */
    public CompletionStage<List<SubGroup>> subGroups(Jid community) {
        return wire.get(community, Node.of("sub_groups")).thenApply(answer -> {
            List<SubGroup> list = new ArrayList<>();
            for (Node group : answer.requireChild("sub_groups").children("group")) {
                list.add(subGroup(group));
            }
            return list;
        });
    }

    private static SubGroup subGroup(Node group) {
        long created = group.longAttr("creation", 0);
        return new SubGroup(
                groupJid(group),
                group.attr("subject", ""),
                kind(group),
                group.has("size") ? group.intAttr("size", 0) : null,
                created == 0 ? null : group.timeAttr("creation", 0));
    }

    /** One group of a community, which one need not be a member of. */
    public CompletionStage<GroupInfo> group(Jid community, Jid group) {
        Node query = Node.builder("query_linked")
                .attr("type", "sub_group")
                .attr("jid", group)
                .build();
        return wire.get(community, query)
                .thenApply(answer ->
                        groups.read(answer.requireChild("linked_group").requireChild("group")));
    }

    /** How many members each group of a community has. */
    public CompletionStage<List<MemberCount>> memberCounts(Jid community) {
        JsonObject input =
                new JsonObject().put("group_jid", community.toString()).put("query_context", "INTERACTIVE");
        return mex.ask(MEMBER_COUNTS, new JsonObject().put("input", input)).thenApply(answer -> {
            List<MemberCount> counts = new ArrayList<>();
            for (JsonObject edge : MexJson.objects(MexJson.object(answer.object(), "sub_groups"), "edges")) {
                JsonObject node = MexJson.object(edge, "node");
                long listed = MexJson.number(node, "participants_count", 0);
                counts.add(new MemberCount(
                        MexJson.requireJid(node, "id"), MexJson.number(node, "total_participants_count", listed)));
            }
            return counts;
        });
    }

    /** Makes a member the owner of a community; only its owner may. Fails with {@link MexException} when refused. */
    public CompletionStage<Void> transfer(Jid community, Jid owner) {
        JsonObject role = new JsonObject()
                .put("new_role", "SUPERADMIN_MEMBER")
                .put("user_jid", owner.toUser().toString());
        JsonObject input =
                new JsonObject().put("group_id", community.toString()).put("role_updates", new JsonArray().add(role));
        return mex.ask(TRANSFER, new JsonObject().put("input", input)).thenAccept(answer -> groups.forget(community));
    }

    private static Jid groupJid(Node group) {
        Jid jid = group.jid("jid");
        return jid != null ? jid : Jid.group(group.requireAttr("id").replaceAll("@.*", ""));
    }

    private static GroupKind kind(Node group) {
        if (group.child("default_sub_group") != null) {
            return GroupKind.ANNOUNCEMENT;
        }
        if (group.child("general_chat") != null) {
            return GroupKind.GENERAL;
        }
        return group.child("hidden_group") == null ? GroupKind.SUB_GROUP : GroupKind.HIDDEN;
    }

    /** The members of all groups of a community. */
    public CompletionStage<List<Jid>> members(Jid community) {
        return wire.get(community, Node.of("linked_groups_participants")).thenApply(answer -> {
            Node list = answer.requireChild("linked_groups_participants");
            List<Jid> members = new ArrayList<>();
            collect(list, members);
            list.children("group").forEach(group -> collect(group, members));
            return members;
        });
    }

    private static void collect(Node owner, List<Jid> members) {
        for (Node participant : owner.children("participant")) {
            Jid jid = participant.requireJid("jid");
            if (!members.contains(jid)) {
                members.add(jid);
            }
        }
    }

    /** Makes existing groups part of a community; one must be admin of all. */
    public CompletionStage<List<LinkChange>> link(Jid community, List<Jid> added) {
        Node.Builder link = Node.builder("link").attr("link_type", "sub_group");
        added.forEach(
                group -> link.child(Node.builder("group").attr("jid", group).build()));
        return wire.set(community, Node.of("links", link.build())).thenApply(answer -> {
            added.forEach(groups::forget);
            return changes(answer.requireChild("links").requireChild("link"));
        });
    }

    /** @param removeOrphans whether those leave the community who were only in this group */
    public CompletionStage<List<LinkChange>> unlink(Jid community, List<Jid> removed, boolean removeOrphans) {
        Node.Builder unlink = Node.builder("unlink").attr("unlink_type", "sub_group");
        removed.forEach(group -> unlink.child(Node.builder("group")
                .attr("jid", group)
                .attr("remove_orphaned_members", removeOrphans ? "true" : null)
                .build()));
        return wire.set(community, unlink.build()).thenApply(answer -> {
            removed.forEach(groups::forget);
            return changes(answer.requireChild("unlink"));
        });
    }

    private static List<LinkChange> changes(Node answer) {
        List<LinkChange> changes = new ArrayList<>();
        for (Node group : answer.children("group")) {
            // Both places are seen: an attribute, and a child with a code.
            Node error = group.child("error");
            int code = error == null ? group.intAttr("error", DONE) : error.intAttr("code", DONE);
            changes.add(new LinkChange(group.requireJid("jid"), code));
        }
        return changes;
    }

    /** Ends a community. Its groups stand alone; the announcement group is gone. */
    public CompletionStage<Void> deactivate(Jid community) {
        return wire.set(community, Node.of("delete_parent")).thenAccept(answer -> groups.forget(community));
    }

    /** Joins a group of a community one is a member of, or asks to where admins approve who joins. */
    public CompletionStage<Joined> joinSubGroup(Jid community, Jid group) {
        Node join = Node.builder("join_linked_group").attr("jid", group).build();
        return wire.set(community, join).thenApply(answer -> {
            groups.forget(group);
            return new Joined(group, answer.child("membership_approval_request") != null);
        });
    }

    /** Removes members from a community and all its groups. */
    public CompletionStage<List<MemberChange>> remove(Jid community, List<Jid> members) {
        Node.Builder remove = Node.builder("remove").attr("linked_groups", "true");
        members.forEach(jid -> remove.child(
                Node.builder("participant").attr("jid", jid.toUser()).build()));
        return wire.set(community, remove.build()).thenApply(answer -> {
            groups.forget(community);
            return MemberChange.all(answer.requireChild("remove"));
        });
    }

    /** Whether members who are no admins add groups. */
    public CompletionStage<Void> setMembersAddGroups(Jid community, boolean on) {
        String tag = on ? "allow_non_admin_sub_group_creation" : "not_allow_non_admin_sub_group_creation";
        return wire.set(community, Node.of(tag)).thenAccept(answer -> groups.forget(community));
    }
}
