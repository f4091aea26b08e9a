package org.camelwhatsapp.engine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Contacts that are left out although contacts may see something: one list for each privacy setting. A change names the
 * state of the list that it was made for; when another device was faster, the list is asked for and the change is made
 * once more. Mailbox only. Source: docs/protocol.md, "Privacy".
 */
public final class PrivacyListFeature implements Feature {
    /** The settings that have a list. */
    public static final Set<String> NAMES = Set.of("last", "profile", "status", "groupadd", "linked_profiles", "pix");

    private static final String EXCEPT = "contact_blacklist";
    private static final String NEW_LIST = "none";
    private static final int STALE = 409;
    private static final int MAX_USERS = 20_000;

    private final Session session;
    private final UserFeature users;
    /** The state of each list as the server named it last; one entry for each name. */
    private final Map<String, String> states;

    public PrivacyListFeature(Session session, UserFeature users) {
        this.session = session;
        this.users = users;
        this.states = new BoundedMap<>(session.gauges(), "privacy.lists", NAMES.size());
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("account_sync", notification -> {
            if (notification.child("privacy") != null) {
                states.clear();
            }
        });
    }

    @Override
    public void onDisconnect() {
        states.clear();
    }

    /**
     * Who is left out.
     *
     * @param name one of {@link #NAMES}
     * @throws IllegalArgumentException if there is no such list
     */
    public CompletionStage<List<Jid>> list(String name) {
        check(name);
        return fetch(name)
                .thenApply(list -> list.children("user").stream()
                        .limit(MAX_USERS)
                        .map(user -> user.requireJid("jid").toUser())
                        .toList());
    }

    /** Leaves these contacts out; the setting becomes {@code contact_blacklist}. */
    public CompletionStage<Void> add(String name, List<Jid> who) {
        return change(name, "add", who);
    }

    /** Leaves these contacts out no longer. */
    public CompletionStage<Void> remove(String name, List<Jid> who) {
        return change(name, "remove", who);
    }

    private static void check(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("name: expected one of " + String.join(", ", new TreeSet<>(NAMES)));
        }
    }

    private static Node request(String type, Node child) {
        Node privacy = Node.builder("privacy")
                .attr("addressing_mode", "lid")
                .child(child)
                .build();
        return Node.builder("iq")
                .attr("xmlns", "privacy")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .child(privacy)
                .build();
    }

    private CompletionStage<Node> fetch(String name) {
        Node wanted =
                Node.builder("list").attr("name", name).attr("value", EXCEPT).build();
        return session.wire().request(request("get", wanted)).thenApply(answer -> {
            Node privacy = answer.child("privacy");
            Node list = (privacy == null ? answer : privacy).requireChild("list");
            states.put(name, list.attr("dhash", NEW_LIST));
            return list;
        });
    }

    private CompletionStage<Void> change(String name, String action, List<Jid> who) {
        check(name);
        if (who.isEmpty()) {
            throw new IllegalArgumentException("users: expected at least one");
        }
        return nodes(action, who)
                .thenCompose(nodes -> state(name)
                        .thenCompose(state -> set(name, state, nodes))
                        .handle((v, failure) -> failure)
                        .thenCompose(failure -> again(name, nodes, failure)));
    }

    private CompletionStage<Void> again(String name, List<Node> nodes, @Nullable Throwable failure) {
        if (failure == null) {
            return CompletableFuture.completedFuture(null);
        }
        Throwable cause = Futures.unwrap(failure);
        if (cause instanceof ServerErrorException refused && refused.serverCode() == STALE) {
            return fetch(name).thenCompose(list -> set(name, list.attr("dhash", NEW_LIST), nodes));
        }
        return CompletableFuture.failedFuture(cause);
    }

    private CompletionStage<String> state(String name) {
        String known = states.get(name);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : fetch(name).thenApply(list -> list.attr("dhash", NEW_LIST));
    }

    private CompletionStage<Void> set(String name, String state, List<Node> nodes) {
        Node category = Node.builder("category")
                .attr("name", name)
                .attr("value", EXCEPT)
                .attr("dhash", state)
                .children(nodes)
                .build();
        states.remove(name);
        return session.wire().request(request("set", category)).thenAccept(answer -> {
            Node privacy = answer.child("privacy");
            Node changed = privacy == null ? null : privacy.child("category");
            String next = changed == null ? null : changed.attr("dhash");
            if (next != null) {
                states.put(name, next);
            }
        });
    }

    /** The server wants the LID, with the number where it is known. */
    private CompletionStage<List<Node>> nodes(String action, List<Jid> who) {
        List<CompletableFuture<Node>> all = new ArrayList<>();
        for (Jid user : who) {
            all.add(users.alternate(user.toUser())
                    .thenApply(other -> {
                        Jid lid = user.isLid() ? user.toUser() : other;
                        Jid phone = user.isLid() ? other : user.toUser();
                        return Node.builder("user")
                                .attr("action", action)
                                .attr("jid", lid == null ? phone : lid)
                                .attr("pn_jid", lid == null ? null : phone)
                                .build();
                    })
                    .toCompletableFuture());
        }
        Function<Void, List<Node>> joined =
                v -> all.stream().map(CompletableFuture::join).toList();
        return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).thenApply(joined);
    }
}
