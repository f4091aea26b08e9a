package org.camelwhatsapp.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.ContactTokens;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.ServerErrorException;
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
    private static final Set<String> COMES_OR_GOES = Set.of("add", "remove");
    private static final int MAX_ASKED = 10_000;
    private static final Node JOINED = Node.of("participating", Node.of("participants"), Node.of("description"));

    private final Session session;
    private final AddressBook addresses;
    private final ContactTokens tokens;
    private final GroupWire wire;
    private final GroupCache cache;
    private final List<GroupListener> listeners = new ArrayList<>();

    /** Wants to know when somebody left a group. */
    @FunctionalInterface
    public interface GroupListener {
        void onMembersLeft(Jid group);
    }

    /** @param tokens what shows those who are added that they know this account */
    public GroupFeature(Session session, AddressBook addresses, ContactTokens tokens) {
        this.session = session;
        this.tokens = tokens;
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
        StoreTransaction transaction = session.store().transaction();
        addresses.learn(notification.jid("participant"), notification.jid("participant_pn"), transaction);
        try {
            for (Node change : notification.children()) {
                onChange(notification, change, transaction);
            }
        } catch (MalformedNodeException e) {
            // Nobody knows what has changed: the next use asks.
            cache.forget(notification.requireJid("from"));
            throw e;
        } finally {
            session.store().commit(transaction);
        }
    }

    private void onChange(Node notification, Node change, StoreTransaction transaction) {
        List<GroupMember> members = GroupChanges.members(change);
        members.forEach(member -> addresses.learn(member.jid(), member.alternate(), transaction));
        take(notification.requireJid("from"), change, members);
        session.publish(GroupChanges.event(notification, change));
    }

    private void take(Jid group, Node change, List<GroupMember> members) {
        Node made = change.is("create") ? change.child("group") : null;
        if (made != null && made.has("id")) {
            cache.put(GroupNodes.info(made));
        } else if (COMES_OR_GOES.contains(change.tag()) && members.stream().anyMatch(member -> isSelf(member.jid()))) {
            // One who is no member is told nothing more, so what is known grows old.
            cache.forget(group);
        } else {
            cache.apply(group, change);
        }
        if (change.is("remove")) {
            listeners.forEach(listener -> listener.onMembersLeft(group));
        }
    }

    private boolean isSelf(Jid user) {
        LinkedAccount account = session.credentials().account();
        return account != null && account.isSelf(user);
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

    /**
     * What became of the question for one group of many.
     *
     * @param jid the group
     * @param code 200 when it is told, 403 when one is no member, 404 when there is none
     * @param info the group, or null; of one that was shortened only its size is told
     */
    public record Found(Jid jid, int code, @Nullable GroupInfo info) {}

    /**
     * Asks the server for many groups at once.
     *
     * @param groups 1 to 10,000
     */
    public CompletionStage<List<Found>> infos(List<Jid> groups) {
        if (groups.isEmpty() || groups.size() > MAX_ASKED) {
            throw new IllegalArgumentException("groups: expected 1 to " + MAX_ASKED);
        }
        Node.Builder query = Node.builder("query");
        groups.forEach(
                group -> query.child(Node.builder("group").attr("jid", group).build()));
        return wire.get(GroupWire.ALL, query.build()).thenApply(answer -> {
            List<Found> found = new ArrayList<>();
            for (Node group : answer.requireChild("groups").children("group")) {
                Jid named = group.jid("jid");
                Jid jid = named != null ? named : GroupNodes.groupJid(group.requireAttr("id"));
                int code = group.intAttr("error", MemberChange.DONE);
                boolean told = code == MemberChange.DONE && group.has("id");
                boolean whole = told && !group.has("truncated");
                found.add(new Found(jid, code, whole ? take(group) : told ? GroupNodes.info(group) : null));
            }
            return found;
        });
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

    /** Makes a group. Members who could not be added are told as refused, with the reason. */
    public CompletionStage<GroupInfo> create(GroupDraft draft) {
        return added(draft.members())
                .thenCompose(members -> wire.set(GroupWire.ALL, request(draft, members)))
                .thenApply(answer -> take(answer.requireChild("group")));
    }

    /** How users are named who are added: by both addresses, with what shows them that they know this account. */
    private CompletionStage<List<Node>> added(List<Jid> users) {
        return addresses
                .load(users)
                .thenCompose(v -> tokens.of(users))
                .thenApply(shown -> users.stream()
                        .map(user -> GroupNodes.participant(
                                user, user.isLid() ? addresses.alternate(user) : null, shown.get(user)))
                        .toList());
    }

    private Node request(GroupDraft draft, List<Node> members) {
        Node.Builder create = Node.builder("create")
                .attr("subject", draft.subject())
                .attr("key", session.wire().newId().replaceAll("[^0-9]", ""));
        create.children(members);
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
        return create.build();
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
        CompletionStage<List<Node>> named = change.equals("add")
                ? added(members)
                : CompletableFuture.completedFuture(
                        members.stream().map(GroupNodes::participant).toList());
        return named.thenCompose(users ->
                        wire.set(group, Node.builder(change).children(users).build()))
                .thenApply(answer -> {
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
        return wire.set(GroupWire.ALL, leave).thenAccept(answer -> {
            cache.forget(group);
            Node left = answer.child("leave");
            Node entry = left == null ? null : left.child("group");
            int code = entry == null ? MemberChange.DONE : entry.intAttr("error", MemberChange.DONE);
            if (code != MemberChange.DONE) {
                throw GroupException.of(new ServerErrorException(code, "the group was not left", null));
            }
        });
    }

    /** What the server told about a group that one need not be a member of; it is not kept. */
    public GroupInfo read(Node group) {
        return GroupNodes.info(group);
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
