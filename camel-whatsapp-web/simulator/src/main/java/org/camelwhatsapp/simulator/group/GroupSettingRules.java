package org.camelwhatsapp.simulator.group;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;

/** Names, descriptions and settings: who may change them, and how members are told. */
public final class GroupSettingRules {
    /** A request's tag to the setting it takes away; the others set the setting of their own name. */
    private static final Map<String, String> OPPOSITES = new LinkedHashMap<>();

    private static final Set<String> ON = Set.of(
            "announcement",
            "locked",
            "ephemeral",
            "membership_approval_mode",
            "member_add_mode",
            "member_link_mode",
            "member_share_group_history_mode",
            "group_history",
            "no_frequently_forwarded",
            "allow_admin_reports",
            "allow_non_admin_sub_group_creation");
    private static final Set<String> TIMERS = Set.of("86400", "604800", "7776000");
    private static final int MAX_SUBJECT = 100;

    static {
        OPPOSITES.put("not_announcement", "announcement");
        OPPOSITES.put("unlocked", "locked");
        OPPOSITES.put("not_ephemeral", "ephemeral");
        OPPOSITES.put("no_group_history", "group_history");
        OPPOSITES.put("frequently_forwarded_ok", "no_frequently_forwarded");
        OPPOSITES.put("not_allow_admin_reports", "allow_admin_reports");
        OPPOSITES.put("not_allow_non_admin_sub_group_creation", "allow_non_admin_sub_group_creation");
    }

    private final Groups groups;

    public GroupSettingRules(Groups groups) {
        this.groups = groups;
    }

    /** The tags of all requests about settings. */
    public static Set<String> tags() {
        Set<String> tags = new java.util.TreeSet<>(ON);
        tags.addAll(OPPOSITES.keySet());
        return tags;
    }

    private static void mayEdit(Account actor, Group group) {
        if (group.has("locked") && !group.isAdmin(actor)) {
            throw new RefusedException(401, "not-authorized");
        }
    }

    /** Renames. */
    public void subject(Account actor, Group group, String text) {
        mayEdit(actor, group);
        if (text.length() > MAX_SUBJECT) {
            throw new RefusedException(406, "not-acceptable");
        }
        group.setSubject(text);
        groups.tell(
                group,
                actor,
                Node.builder("subject")
                        .attr("subject", text)
                        .attr("s_t", groups.world().nowSeconds())
                        .attr("s_o", actor.lid())
                        .build());
    }

    /** Takes a new description, if the request knows the old one. */
    public void description(Account actor, Group group, Node request) {
        mayEdit(actor, group);
        Node old = group.description();
        String oldId = old == null ? "" : old.attr("id", "");
        if (!request.attr("prev", "").equals(oldId)) {
            throw new RefusedException(409, "conflict");
        }
        boolean delete = request.attr("delete", "").equals("true");
        Node.Builder kept = Node.builder("description")
                .attr("id", request.attr("id"))
                .attr("t", groups.world().nowSeconds())
                .attr("participant", actor.lid())
                .child(request.child("body"));
        group.setDescription(delete ? null : kept.build());
        groups.tell(
                group,
                actor,
                Node.builder("description")
                        .attr("id", request.attr("id"))
                        .child(delete ? Node.of("delete") : request.child("body"))
                        .build());
    }

    /** Takes a setting. */
    public void set(Account actor, Group group, Node setting) {
        if (!group.isAdmin(actor)) {
            throw new RefusedException(401, "not-authorized");
        }
        if (setting.is("ephemeral") && !TIMERS.contains(setting.attr("expiration", ""))) {
            throw new RefusedException(400, "bad-request");
        }
        String taken = OPPOSITES.get(setting.tag());
        if (taken == null) {
            group.settings().put(setting.tag(), setting);
        } else {
            group.settings().remove(taken);
        }
        groups.tell(group, actor, setting);
    }
}
