package org.camelwhatsapp.engine.contact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of users: from memory, from the store, or asked of the server, many users at once. Notifications make the
 * lists forgotten. Mailbox only. Source: docs/protocol.md, "Fan-out" and "usync".
 */
public final class DeviceDirectory implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceDirectory.class);
    private static final int CAPACITY = 20_000;
    private static final List<Node> PROTOCOLS =
            List.of(Node.builder("devices").attr("version", 2).build(), Node.of("lid"));

    private final Session session;
    private final AddressBook addresses;
    private final Usync usync;
    private final Map<Jid, List<Integer>> cache;

    public DeviceDirectory(Session session, AddressBook addresses) {
        this.session = session;
        this.cache = new BoundedMap<>(session.gauges(), "contact.deviceLists", CAPACITY);
        this.addresses = addresses;
        this.usync = new Usync(session);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("devices", node -> {
            Jid user = node.requireJid("from").toUser();
            StoreTransaction learnt = session.store().transaction();
            addresses.learn(user, node.jid("lid"), learnt);
            if (!learnt.isEmpty()) {
                session.store().commit(learnt);
            }
            forget(user);
        });
        router.onBulletin("dirty", dirty -> {
            // What changed while this device was away for long is not told one by one.
            if (dirty.attr("type", "").equals("account_sync")) {
                forgetOwn();
            }
        });
        router.onNotification("account_sync", node -> {
            if (node.child("devices") != null) {
                forgetOwn();
            }
        });
    }

    private void forgetOwn() {
        LinkedAccount account = session.credentials().account();
        if (account != null) {
            forget(account.lid());
        }
    }

    /** Drops what is known of a user's devices. */
    public void forget(Jid user) {
        StoreTransaction transaction = session.store().transaction();
        for (Jid address : List.of(user.toUser(), addresses.canonical(user.toUser()))) {
            cache.remove(address);
            transaction.delete(session.store().deviceLists(), address);
        }
        session.store().commit(transaction);
    }

    /**
     * All devices of these users, each by its canonical address, the phone (device 0) included. Users that the server
     * does not know are left out.
     */
    public CompletionStage<Map<Jid, List<Jid>>> devices(Collection<Jid> users) {
        Set<Jid> wanted = new LinkedHashSet<>();
        users.forEach(user -> wanted.add(user.toUser()));
        return addresses
                .load(wanted)
                .thenCompose(v -> fromStore(wanted))
                .thenCompose(v -> fromServer(wanted))
                .thenApply(v -> answer(wanted));
    }

    private Map<Jid, List<Jid>> answer(Set<Jid> wanted) {
        Map<Jid, List<Jid>> answer = new LinkedHashMap<>();
        for (Jid user : wanted) {
            Jid canonical = addresses.canonical(user);
            List<Integer> ids = cache.get(canonical);
            if (ids != null) {
                List<Jid> devices = new ArrayList<>(ids.size());
                ids.forEach(id -> devices.add(canonical.withDevice(id)));
                answer.put(user, devices);
            }
        }
        return answer;
    }

    private List<Jid> missing(Set<Jid> wanted) {
        List<Jid> missing = new ArrayList<>();
        for (Jid user : wanted) {
            Jid canonical = addresses.canonical(user);
            if (!cache.containsKey(canonical) || user.isPhone() && addresses.alternate(user) == null) {
                missing.add(user);
            }
        }
        return missing;
    }

    private CompletionStage<Void> fromStore(Set<Jid> wanted) {
        Map<Jid, Jid> canonical = new HashMap<>();
        missing(wanted).forEach(user -> canonical.put(addresses.canonical(user), user));
        if (canonical.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().deviceLists().getMany(canonical.keySet()))
                .thenAccept(found -> found.forEach((user, bytes) -> cache.put(user, parse(bytes))));
    }

    private static List<Integer> parse(byte[] bytes) {
        List<Integer> ids = new ArrayList<>();
        for (String id : new String(bytes, StandardCharsets.US_ASCII).split(",", -1)) {
            ids.add(Integer.parseInt(id));
        }
        return ids;
    }

    private CompletionStage<Void> fromServer(Set<Jid> wanted) {
        List<Jid> missing = missing(wanted);
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return usync.ask("message", PROTOCOLS, missing.stream().map(Usync::user).toList())
                .thenCompose(this::take);
    }

    private CompletionStage<Void> take(List<Node> users) {
        StoreTransaction transaction = session.store().transaction();
        int failed = 0;
        for (Node user : users) {
            Jid jid = user.jid("jid");
            if (jid == null) {
                continue;
            }
            Node lid = user.child("lid");
            addresses.learn(jid, lid == null ? null : lid.jid("val"), transaction);
            List<Integer> ids = DeviceListParser.parse(user);
            if (ids.isEmpty()) {
                failed++;
                continue;
            }
            Jid canonical = addresses.canonical(jid.toUser());
            cache.put(canonical, ids);
            transaction.put(session.store().deviceLists(), canonical, bytes(ids));
        }
        if (failed > 0) {
            LOG.warn("session {}: no device list for {} users", session.name(), failed);
        }
        return Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    private static byte[] bytes(List<Integer> ids) {
        StringBuilder text = new StringBuilder();
        ids.forEach(id -> text.append(text.length() == 0 ? "" : ",").append(id));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
