package org.camelwhatsapp.simulator.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** One linked device as the server knows it, with the stanzas it has not acknowledged. */
public final class Device {
    private static final int MAX_WAITING = 50_000;

    private final Account account;
    private final int id;
    private final byte[] noiseKey;
    private final PublishedKeys keys;
    private final byte[] signedIdentity;
    /** In the order of arrival; the oldest goes when the queue is full. */
    private final LinkedHashMap<Key, Node> waiting = new LinkedHashMap<>();
    /** The same by tag and id, which is all that an acknowledgement names. */
    private final Map<String, Set<Key>> byId = new HashMap<>();

    private @Nullable Outlet outlet;

    /** What tells stanzas apart: several members may confirm the same message. */
    private record Key(String tag, String id, String participant) {
        String group() {
            return tag + "/" + id;
        }
    }

    /** Where stanzas go while the device is connected and active. */
    @FunctionalInterface
    public interface Outlet {
        void send(Node stanza);
    }

    public Device(Account account, int id, byte[] noiseKey, PublishedKeys keys, byte[] signedIdentity) {
        this.account = account;
        this.id = id;
        this.noiseKey = noiseKey;
        this.keys = keys;
        this.signedIdentity = signedIdentity;
    }

    public Account account() {
        return account;
    }

    public int id() {
        return id;
    }

    public byte[] noiseKey() {
        return noiseKey;
    }

    public PublishedKeys keys() {
        return keys;
    }

    /** The signed device identity with the account key, as other devices get it. */
    public byte[] signedIdentity() {
        return signedIdentity;
    }

    public Jid phoneJid() {
        return account.phoneJid().withDevice(id);
    }

    public Jid lid() {
        return account.lid().withDevice(id);
    }

    public boolean isOnline() {
        return outlet != null;
    }

    /** Keeps the stanza until it is acknowledged, and sends it when the device is there. */
    public void deliver(Node stanza) {
        Key key = new Key(stanza.tag(), stanza.attr("id", ""), stanza.attr("participant", ""));
        waiting.remove(key);
        if (waiting.size() >= MAX_WAITING) {
            acknowledge(waiting.keySet().iterator().next());
        }
        waiting.put(key, stanza);
        byId.computeIfAbsent(key.group(), group -> new LinkedHashSet<>()).add(key);
        Outlet current = outlet;
        if (current != null) {
            current.send(stanza);
        }
    }

    /** Sends what needs no acknowledgement, if the device is there. */
    public void sendNow(Node stanza) {
        Outlet current = outlet;
        if (current != null) {
            current.send(stanza);
        }
    }

    /** Takes what has this tag and id out of the queue, whoever it is from. */
    public void acknowledge(String tag, String messageId) {
        Set<Key> keys = byId.remove(tag + "/" + messageId);
        if (keys != null) {
            keys.forEach(waiting::remove);
        }
    }

    private void acknowledge(Key key) {
        waiting.remove(key);
        byId.computeIfPresent(key.group(), (group, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }

    /** Stanzas wait and nothing is sent until {@link #attach}. */
    public void detach() {
        outlet = null;
    }

    /** From now on stanzas are sent; those that waited are returned. */
    public List<Node> attach(Outlet newOutlet) {
        outlet = newOutlet;
        return new ArrayList<>(waiting.values());
    }
}
