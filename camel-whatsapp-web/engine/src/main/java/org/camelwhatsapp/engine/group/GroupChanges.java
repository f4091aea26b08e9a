package org.camelwhatsapp.engine.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * What a notification says about a change, in the server's words. Lenient, as new kinds come all the time. Source:
 * docs/protocol.md, "Groups".
 */
final class GroupChanges {
    private static final int MAX_DETAILS = 32;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_GROUPS = 1_000;

    private GroupChanges() {}

    /** The event of one change. */
    static GroupChanged event(Node notification, Node change) {
        return new GroupChanged(
                notification.requireJid("from"),
                change.tag(),
                notification.jid("participant"),
                participants(notification, change),
                groups(change),
                text(change),
                details(change),
                notification.timeAttr("t", 0));
    }

    /** All users that a change names, with both addresses where they are told. */
    static List<GroupMember> members(Node change) {
        List<GroupMember> members = new ArrayList<>(GroupNodes.members(change));
        members.addAll(GroupNodes.members(change, "requested_user"));
        Node group = change.is("create") ? change.child("group") : null;
        if (group != null) {
            members.addAll(GroupNodes.members(group));
        }
        return members;
    }

    private static List<Jid> participants(Node notification, Node change) {
        List<Jid> named = new ArrayList<>();
        members(change).forEach(member -> named.add(member.jid()));
        Jid actor = notification.jid("participant");
        if (change.is("membership_approval_request") && actor != null) {
            named.add(actor);
        }
        Jid number = change.is("change_number") ? change.jid("jid") : null;
        if (number != null) {
            named.add(number);
        }
        return named;
    }

    /** Other groups that a change names: linked ones, a community, proposed ones. */
    private static List<Jid> groups(Node change) {
        List<Jid> groups = new ArrayList<>();
        if (!change.is("create")) {
            change.children("group").forEach(group -> addGroup(group, groups));
        }
        change.children("sub_group_suggestion").forEach(group -> addGroup(group, groups));
        if (change.is("linked_group_promote") || change.is("linked_group_demote")) {
            addGroup(change, groups);
        }
        Jid context = change.jid("context_group_jid");
        Jid parent = context != null ? context : change.jid("parent_group_jid");
        if (parent != null) {
            groups.add(parent);
        }
        return groups;
    }

    private static void addGroup(Node node, List<Jid> groups) {
        Jid jid = node.jid("jid");
        String id = node.attr("id");
        Jid group = jid != null || id == null ? jid : GroupNodes.groupJid(id);
        if (group != null && groups.size() < MAX_GROUPS) {
            groups.add(group);
        }
    }

    /** The new subject, description, mode or code, or null for changes without one; a description taken away is empty. */
    static @Nullable String text(Node change) {
        if (change.is("description") && change.child("delete") != null) {
            return "";
        }
        String text = subject(change);
        Node body = change.child("body");
        Node join = change.child("group_join");
        if (text == null && body != null) {
            text = body.text();
        }
        if (text == null && join != null) {
            text = join.attr("state");
        }
        if (text == null && change.is("invite")) {
            text = change.attr("code");
        }
        if (text == null && change.hasContent() && change.children().isEmpty()) {
            text = change.text();
        }
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** The name of the group, or of the one that the change is about. */
    private static @Nullable String subject(Node change) {
        Node group = change.child("group");
        Node proposed = change.child("sub_group_suggestion");
        Node subject = proposed == null ? null : proposed.child("subject");
        if (subject != null) {
            return subject.text();
        }
        return change.has("subject") || group == null ? change.attr("subject") : group.attr("subject");
    }

    /** The attributes of the change, of at most 32. */
    static Map<String, String> details(Node change) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(change.attributeCount(), MAX_DETAILS); i++) {
            details.put(change.attributeName(i), change.attributeValue(i).toString());
        }
        return Map.copyOf(details);
    }
}
