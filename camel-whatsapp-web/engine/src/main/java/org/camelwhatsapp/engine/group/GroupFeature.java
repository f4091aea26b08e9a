package org.camelwhatsapp.engine.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Groups: create, metadata, participants. Metadata is cached and forgotten when a notification says that it changed.
 * Mailbox only. Source: docs/protocol.md, "Groups".
 */
public final class GroupFeature implements Feature {
    private static final int CAPACITY = 5_000;
    private static final Set<String> CHANGES = Set.of("add", "remove", "promote", "demote");

    private final Session session;
    private final AddressBook addresses;
    private final List<GroupListener> listeners = new ArrayList<>();
    private final Map<Jid, GroupInfo> cache = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, GroupInfo> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Wants to know when somebody left a group. */
    @FunctionalInterface
    public interface GroupListener {
        void onMembersLeft(Jid group);
    }

    public GroupFeature(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
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
        cache.remove(group);
        Jid actor = notification.jid("participant");
        Instant timestamp = Instant.ofEpochSecond(notification.longAttr("t", 0));
        for (Node action : notification.children()) {
            List<Jid> participants = new ArrayList<>();
            for (Node participant : action.children("participant")) {
                Jid jid = participant.jid("jid");
                if (jid != null) {
                    participants.add(jid);
                }
            }
            if (action.is("remove")) {
                listeners.forEach(listener -> listener.onMembersLeft(group));
            }
            session.publish(
                    new GroupChanged(group, action.tag(), actor, participants, action.attr("subject"), timestamp));
        }
    }

    private static Node request(String type, Jid to, Node content) {
        return Node.builder("iq")
                .attr("xmlns", "w:g2")
                .attr("type", type)
                .attr("to", to)
                .child(content)
                .build();
    }

    /** The group's metadata, from memory if it is there. */
    public CompletionStage<GroupInfo> info(Jid group) {
        GroupInfo cached = cache.get(group);
        if (cached != null) {
            return CompletableFuture.completedFuture(cached);
        }
        Node query = Node.builder("query").attr("request", "interactive").build();
        return session.wire()
                .request(request("get", group, query))
                .thenApply(answer -> take(answer.requireChild("group")));
    }

    /** Forgets the group's metadata, so that the next use asks the server. */
    public void forget(Jid group) {
        cache.remove(group);
    }

    /**
     * Makes a group.
     *
     * @param subject 1 to 100 characters
     */
    public CompletionStage<GroupInfo> create(String subject, List<Jid> participants) {
        if (subject.isBlank() || subject.length() > 100) {
            throw new IllegalArgumentException("a group's subject has 1 to 100 characters");
        }
        Node.Builder create = Node.builder("create")
                .attr("subject", subject)
                .attr("key", session.wire().newId().replaceAll("[^0-9]", ""));
        participants.forEach(jid -> create.child(
                Node.builder("participant").attr("jid", jid.toUser()).build()));
        return session.wire()
                .request(request("set", Jid.of("", Jid.GROUP_SERVER), create.build()))
                .thenApply(answer -> take(answer.requireChild("group")));
    }

    /**
     * Changes members.
     *
     * @param change {@code add}, {@code remove}, {@code promote} or {@code demote}
     * @return the members for whom it did not work, with the server's code
     */
    public CompletionStage<Map<Jid, Integer>> changeParticipants(Jid group, String change, List<Jid> participants) {
        if (!CHANGES.contains(change)) {
            throw new IllegalArgumentException("a change of members is one of " + CHANGES);
        }
        Node.Builder node = Node.builder(change);
        participants.forEach(jid ->
                node.child(Node.builder("participant").attr("jid", jid.toUser()).build()));
        return session.wire().request(request("set", group, node.build())).thenApply(answer -> {
            cache.remove(group);
            if (change.equals("remove")) {
                listeners.forEach(listener -> listener.onMembersLeft(group));
            }
            Map<Jid, Integer> failed = new LinkedHashMap<>();
            for (Node participant : answer.requireChild(change).children("participant")) {
                int error = participant.intAttr("error", 0);
                if (error != 0) {
                    failed.put(participant.requireJid("jid"), error);
                }
            }
            return failed;
        });
    }

    public CompletionStage<Void> leave(Jid group) {
        Node leave = Node.of("leave", Node.builder("group").attr("id", group).build());
        return session.wire()
                .request(request("set", Jid.of("", Jid.GROUP_SERVER), leave))
                .thenAccept(answer -> cache.remove(group));
    }

    private GroupInfo take(Node group) {
        String id = group.requireAttr("id");
        Jid jid = id.contains("@") ? Jid.parse(id) : Jid.group(id);
        StoreTransaction transaction = session.store().transaction();
        List<GroupInfo.Participant> participants = new ArrayList<>();
        for (Node participant : group.children("participant")) {
            Jid member = participant.requireJid("jid");
            Jid alternate = member.isLid() ? participant.jid("phone_number") : participant.jid("lid");
            addresses.learn(member, alternate, transaction);
            participants.add(new GroupInfo.Participant(member, alternate, isAdmin(participant.attr("type"))));
        }
        session.store().commit(transaction);
        GroupInfo info = new GroupInfo(
                jid,
                group.attr("subject", ""),
                group.attr("addressing_mode", "pn").equals("lid"),
                group.jid("creator"),
                participants);
        cache.put(jid, info);
        return info;
    }

    private static boolean isAdmin(@Nullable String type) {
        return "admin".equals(type) || "superadmin".equals(type);
    }
}
