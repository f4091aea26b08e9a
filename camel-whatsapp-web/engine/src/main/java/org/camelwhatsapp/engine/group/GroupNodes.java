package org.camelwhatsapp.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Groups as nodes. Lenient: what is missing or new is left out. Source: docs/protocol.md, "Groups". */
final class GroupNodes {
    private GroupNodes() {}

    static GroupInfo info(Node group) {
        List<GroupMember> members = members(group);
        Node description = group.child("description");
        Node body = description == null ? null : description.child("body");
        long created = group.longAttr("creation", 0);
        Node parent = group.child("linked_parent");
        return new GroupInfo(
                groupJid(group.requireAttr("id")),
                group.attr("subject", ""),
                body == null ? null : body.text(),
                description == null ? null : description.attr("id"),
                group.attr("addressing_mode", "pn").equals("lid"),
                group.jid("creator"),
                created == 0 ? null : group.timeAttr("creation", 0),
                kind(group),
                parent == null ? null : parent.jid("jid"),
                settings(group),
                traits(group),
                notes(group, description),
                Math.max(group.intAttr("size", 0), members.size()),
                members,
                refused(group));
    }

    private static List<MemberChange> refused(Node group) {
        return group.children("participant").stream()
                .filter(participant -> participant.has("error") && participant.jid("jid") != null)
                .map(MemberChange::of)
                .filter(change -> !change.isDone())
                .toList();
    }

    private static GroupTraits traits(Node group) {
        Node locked = group.child("growth_locked");
        return new GroupTraits(
                group.child("no_frequently_forwarded") == null,
                group.child("allow_admin_reports") != null,
                group.child("group_history") != null,
                group.child("limit_sharing_enabled") != null,
                group.child("allow_non_admin_sub_group_creation") != null,
                group.child("incognito") != null,
                group.child("suspended") != null,
                locked != null,
                locked == null ? null : time(locked, "expiration"));
    }

    private static GroupNotes notes(Node group, @Nullable Node description) {
        return new GroupNotes(
                group.jid("s_o"),
                time(group, "s_t"),
                description == null ? null : description.jid("participant"),
                description == null ? null : time(description, "t"),
                group.attr("a_v_id"),
                group.attr("p_v_id"));
    }

    private static @Nullable Instant time(Node node, String name) {
        return node.longAttr(name, 0) == 0 ? null : node.timeAttr(name, 0);
    }

    /** The server names groups with and without their server part. */
    static Jid groupJid(String id) {
        return id.contains("@") ? Jid.parse(id) : Jid.group(id);
    }

    static List<GroupMember> members(Node owner) {
        return members(owner, "participant");
    }

    /** The users whom a list names by this tag; those who could not be added are left out. */
    static List<GroupMember> members(Node owner, String tag) {
        List<GroupMember> members = new ArrayList<>();
        for (Node participant : owner.children(tag)) {
            Jid jid = participant.jid("jid");
            if (jid != null && participant.intAttr("error", MemberChange.DONE) == MemberChange.DONE) {
                members.add(member(participant, jid));
            }
        }
        return members;
    }

    private static GroupMember member(Node participant, Jid jid) {
        Jid alternate = participant.jid(jid.isLid() ? "phone_number" : "lid");
        return new GroupMember(
                jid,
                alternate,
                role(participant.attr("type")),
                participant.attr("display_name"),
                participant.attr("username"));
    }

    private static GroupMember.Role role(@Nullable String type) {
        if ("superadmin".equals(type)) {
            return GroupMember.Role.SUPERADMIN;
        }
        return "admin".equals(type) ? GroupMember.Role.ADMIN : GroupMember.Role.MEMBER;
    }

    private static GroupKind kind(Node group) {
        if (group.child("parent") != null) {
            return GroupKind.COMMUNITY;
        }
        if (group.child("default_sub_group") != null) {
            return GroupKind.ANNOUNCEMENT;
        }
        if (group.child("general_chat") != null) {
            return GroupKind.GENERAL;
        }
        if (group.child("hidden_group") != null) {
            return GroupKind.HIDDEN;
        }
        return group.child("linked_parent") == null ? GroupKind.STANDALONE : GroupKind.SUB_GROUP;
    }

    private static GroupSettings settings(Node group) {
        Node approval = group.child("membership_approval_mode");
        Node join = approval == null ? null : approval.child("group_join");
        Node ephemeral = group.child("ephemeral");
        long expiration = ephemeral == null ? 0 : ephemeral.longAttr("expiration", 0);
        return new GroupSettings(
                group.child("announcement") != null,
                group.child("locked") != null,
                // The mere presence of the mode says that it is on.
                approval != null && (join == null || join.attr("state", "on").equals("on")),
                who(group.child("member_add_mode"), GroupSettings.DEFAULT.adders()),
                who(group.child("member_link_mode"), GroupSettings.DEFAULT.linkSharers()),
                who(group.child("member_share_group_history_mode"), GroupSettings.DEFAULT.historySharers()),
                expiration == 0 ? null : Duration.ofSeconds(expiration));
    }

    private static GroupSettings.Who who(@Nullable Node mode, GroupSettings.Who otherwise) {
        if (mode == null) {
            return otherwise;
        }
        return mode.text().startsWith("all_") ? GroupSettings.Who.MEMBERS : GroupSettings.Who.ADMINS;
    }

    /** The word for who adds, shares links or history. */
    static String word(GroupSettings.Who who, String verb) {
        return (who == GroupSettings.Who.ADMINS ? "admin_" : "all_member_") + verb;
    }

    static Node approval(boolean on) {
        return Node.of(
                "membership_approval_mode",
                Node.builder("group_join").attr("state", on ? "on" : "off").build());
    }

    static Node participant(Jid user) {
        return Node.builder("participant").attr("jid", user.toUser()).build();
    }

    /**
     * A user who is added.
     *
     * @param number the number of one who is named by LID, or null
     * @param token what the user gave this account, or null
     */
    static Node participant(Jid user, @Nullable Jid number, @Nullable Node token) {
        byte[] shown = token == null ? null : token.bytes();
        return Node.builder("participant")
                .attr("jid", user.toUser())
                .attr("phone_number", number)
                .child(shown == null ? null : Node.of("privacy", shown))
                .build();
    }

    static Node description(String id, String text) {
        return Node.builder("description")
                .attr("id", id)
                .child(Node.of("body", text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .build();
    }
}
