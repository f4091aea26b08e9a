package org.camelwhatsapp.engine.group;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** A group's name, description and settings. Mailbox only. Source: docs/protocol.md, "Groups". */
public final class GroupSettingsFeature implements Feature {
    private final Session session;
    private final GroupFeature groups;
    private final GroupWire wire;

    public GroupSettingsFeature(Session session, GroupFeature groups) {
        this.session = session;
        this.groups = groups;
        this.wire = new GroupWire(session);
    }

    private CompletionStage<Void> set(Jid group, Node content) {
        return wire.set(group, content).thenAccept(answer -> groups.forget(group));
    }

    private CompletionStage<Void> flag(Jid group, boolean on, String tag, String opposite) {
        return set(group, Node.of(on ? tag : opposite));
    }

    private CompletionStage<Void> mode(Jid group, String tag, GroupSettings.Who who, String verb) {
        return set(group, Node.builder(tag).text(GroupNodes.word(who, verb)).build());
    }

    /** @param subject 1 to 100 characters */
    public CompletionStage<Void> setSubject(Jid group, String subject) {
        GroupDraft.requireSubject(subject);
        return set(group, Node.builder("subject").text(subject).build());
    }

    /** @param text at most 2,048 characters; null or empty for none */
    public CompletionStage<Void> setDescription(Jid group, @Nullable String text) {
        GroupDraft.requireDescription(text);
        // The server wants to know which description is replaced; a cached one may be old.
        groups.forget(group);
        return groups.info(group).thenCompose(info -> {
            Node.Builder description = Node.builder("description")
                    .attr("id", session.wire().newId())
                    .attr("prev", info.descriptionId());
            if (text == null || text.isEmpty()) {
                description.attr("delete", "true");
            } else {
                description.child(Node.builder("body").text(text).build());
            }
            return set(group, description.build());
        });
    }

    /** Whether only admins send. */
    public CompletionStage<Void> setAnnouncement(Jid group, boolean on) {
        return flag(group, on, "announcement", "not_announcement");
    }

    /** Whether only admins change name, picture and description. */
    public CompletionStage<Void> setLocked(Jid group, boolean on) {
        return flag(group, on, "locked", "unlocked");
    }

    /** Whether admins approve who joins. */
    public CompletionStage<Void> setApproval(Jid group, boolean on) {
        return set(group, GroupNodes.approval(on));
    }

    /** Whether messages that were forwarded often may be sent there. */
    public CompletionStage<Void> setFrequentlyForwarded(Jid group, boolean on) {
        return flag(group, on, "frequently_forwarded_ok", "no_frequently_forwarded");
    }

    /** Whether members may report messages to the admins. */
    public CompletionStage<Void> setAdminReports(Jid group, boolean on) {
        return flag(group, on, "allow_admin_reports", "not_allow_admin_reports");
    }

    /** Whether new members get the history. */
    public CompletionStage<Void> setHistoryShared(Jid group, boolean on) {
        return flag(group, on, "group_history", "no_group_history");
    }

    /** Who adds members. */
    public CompletionStage<Void> setAdders(Jid group, GroupSettings.Who who) {
        return mode(group, "member_add_mode", who, "add");
    }

    /** Who sees the invite link. */
    public CompletionStage<Void> setLinkSharers(Jid group, GroupSettings.Who who) {
        return mode(group, "member_link_mode", who, "link");
    }

    /** Who gives new members the history. */
    public CompletionStage<Void> setHistorySharers(Jid group, GroupSettings.Who who) {
        return mode(group, "member_share_group_history_mode", who, "share");
    }

    /** @param after 1, 7 or 90 days; zero for never */
    public CompletionStage<Void> setDisappearing(Jid group, Duration after) {
        return set(
                group,
                after.isZero()
                        ? Node.of("not_ephemeral")
                        : Node.builder("ephemeral")
                                .attr("expiration", after.toSeconds())
                                .build());
    }
}
