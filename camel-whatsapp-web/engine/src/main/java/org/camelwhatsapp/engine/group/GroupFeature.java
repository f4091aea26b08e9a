package org.camelwhatsapp.engine.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Groups: make, ask about, change members, leave. What was asked is kept and kept true by notifications. Mailbox only.
 * Source: docs/protocol.md, "Groups".
 */
public final class GroupFeature implements Feature {
    private static final Set<String> CHANGES = Set.of("add", "remove", "promote", "demote");
    private static final Node JOINED = Node.of("participating", Node.of("participants"), Node.of("description"));

    private final Session session;
    private final AddressBook addresses;
    private final GroupWire wire;
    private final GroupCache cache;
    private final List<GroupListener> listeners = new ArrayList<>();

    /** Wants to know when somebody left a group. */
    @FunctionalInterface
    public interface GroupListener {
        void onMembersLeft(Jid group);
    }

    public GroupFeature(Session session, AddressBook addresses) {
        this.session = session;
        this.cache = new GroupCache(session.gauges());
        this.addresses = addresses;
        this.wire = new GroupWire(session);
    }

    /** Adds a listener; before the session starts. */
    public void listen(GroupListener listener) {
        listeners.add(listener);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("w:gp2", this::onNotification);
    }

    @Override
    public void onDisconnect() {
        cache.clear();
    }

    private void onNotification(Node notification) {
        Jid group = notification.requireJid("from");
        Jid actor = notification.jid("participant");
        StoreTransaction transaction = session.store().transaction();
        addresses.learn(actor, notification.jid("participant_pn"), transaction);
        Instant timestamp = notification.timeAttr("t", 0);
        try {
            for (Node change : notification.children()) {
                onChange(new Change(group, actor, timestamp), change, transaction);
            }
        } catch (MalformedNodeException e) {
            // Nobody knows what has changed: the next use asks.
            cache.forget(group);
            throw e;
        } finally {
            session.store().commit(transaction);
        }
    }

    /** What the changes of one notification have in common. */
    private record Change(
            Jid group, @Nullable Jid actor, Instant timestamp) {}

    private void onChange(Change common, Node change, StoreTransaction transaction) {
        Jid group = common.group;
        List<GroupMember> members = GroupNodes.members(change);
        members.forEach(member -> addresses.learn(member.jid(), member.alternate(), transaction));
        cache.apply(group, change);
        if (change.is("remove")) {
            listeners.forEach(listener -> listener.onMembersLeft(group));
        }
        session.publish(new GroupChanged(
                group,
                change.tag(),
                common.actor,
                members.stream().map(GroupMember::jid).toList(),
                GroupChanges.text(change),
                GroupChanges.details(change),
                common.timestamp));
    }

    /** What is known of a group, from memory if it is there. */
    public CompletionStage<GroupInfo> info(Jid group) {
        GroupInfo cached = cache.get(group);
        if (cached != null) {
            return CompletableFuture.completedFuture(cached);
        }
        Node query = Node.builder("query").attr("request", "interactive").build();
        return wire.get(group, query).thenApply(answer -> take(answer.requireChild("group")));
    }

    /** All groups one is a member of, communities included, asked of the server. */
    public CompletionStage<List<GroupInfo>> joined() {
        return wire.get(GroupWire.ALL, JOINED).thenApply(answer -> {
            List<GroupInfo> groups = new ArrayList<>();
            answer.requireChild("groups").children("group").forEach(group -> groups.add(take(group)));
            return groups;
        });
    }

    /** Forgets a group, so that the next use asks the server. */
    public void forget(Jid group) {
        cache.forget(group);
    }

    /** Makes a group with the usual settings. */
    public CompletionStage<GroupInfo> create(String subject, List<Jid> members) {
        return create(GroupDraft.of(subject, members));
    }

    /** Makes a group. Members who could not be added are not among the group's members. */
    public CompletionStage<GroupInfo> create(GroupDraft draft) {
        Node.Builder create = Node.builder("create")
                .attr("subject", draft.subject())
                .attr("key", session.wire().newId().replaceAll("[^0-9]", ""));
        draft.members().forEach(jid -> create.child(GroupNodes.participant(jid)));
        GroupSettings settings = draft.settings();
        create.child(mode("member_add_mode", settings.adders(), "add"));
        create.child(mode("member_link_mode", settings.linkSharers(), "link"));
        create.child(mode("member_share_group_history_mode", settings.historySharers(), "share"));
        create.child(GroupNodes.approval(settings.approval()));
        if (settings.disappearing() != null) {
            create.child(Node.builder("ephemeral")
                    .attr("expiration", settings.disappearing().toSeconds())
                    .attr("trigger", 1)
                    .build());
        }
        create.child(settings.locked() ? Node.of("locked") : null);
        create.child(settings.announcement() ? Node.of("announcement") : null);
        if (draft.description() != null) {
            create.child(GroupNodes.description(session.wire().newId(), draft.description()));
        }
        if (draft.parent() != null) {
            create.child(
                    Node.builder("linked_parent").attr("jid", draft.parent()).build());
        }
        return wire.set(GroupWire.ALL, create.build()).thenApply(answer -> take(answer.requireChild("group")));
    }

    private static Node mode(String tag, GroupSettings.Who who, String verb) {
        return Node.builder(tag).text(GroupNodes.word(who, verb)).build();
    }

    /**
     * Changes members.
     *
     * @param change {@code add}, {@code remove}, {@code promote} or {@code demote}
     * @return what became of each
     */
    public CompletionStage<List<MemberChange>> changeMembers(Jid group, String change, List<Jid> members) {
        if (!CHANGES.contains(change)) {
            throw new IllegalArgumentException("a change of members is one of " + CHANGES);
        }
        Node.Builder node = Node.builder(change);
        members.forEach(jid -> node.child(GroupNodes.participant(jid)));
        return wire.set(group, node.build()).thenApply(answer -> {
            cache.forget(group);
            if (change.equals("remove")) {
                listeners.forEach(listener -> listener.onMembersLeft(group));
            }
            return MemberChange.all(answer.requireChild(change));
        });
    }

    /** Leaves a group. */
    public CompletionStage<Void> leave(Jid group) {
        Node leave = Node.of("leave", Node.builder("group").attr("id", group).build());
        return wire.set(GroupWire.ALL, leave).thenAccept(answer -> cache.forget(group));
    }

    /** Takes in what the server told about a group, for this and other doors to groups. */
    public GroupInfo take(Node group) {
        GroupInfo info = GroupNodes.info(group);
        StoreTransaction transaction = session.store().transaction();
        info.members().forEach(member -> addresses.learn(member.jid(), member.alternate(), transaction));
        session.store().commit(transaction);
        cache.put(info);
        return info;
    }
}
