package org.camelwhatsapp.engine.group;

import java.time.Duration;
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
                Math.max(group.intAttr("size", 0), members.size()),
                members);
    }

    /** The server names groups with and without their server part. */
    static Jid groupJid(String id) {
        return id.contains("@") ? Jid.parse(id) : Jid.group(id);
    }

    static List<GroupMember> members(Node owner) {
        List<GroupMember> members = new ArrayList<>();
        for (Node participant : owner.children("participant")) {
            Jid jid = participant.jid("jid");
            if (jid != null && !participant.has("error")) {
                members.add(member(participant, jid));
            }
        }
        return members;
    }

    private static GroupMember member(Node participant, Jid jid) {
        Jid alternate = participant.jid(jid.isLid() ? "phone_number" : "lid");
        return new GroupMember(jid, alternate, role(participant.attr("type")), participant.attr("display_name"));
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

    static Node description(String id, String text) {
        return Node.builder("description")
                .attr("id", id)
                .child(Node.of("body", text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .build();
    }
}
