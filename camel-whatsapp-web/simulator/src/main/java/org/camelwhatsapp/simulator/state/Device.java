package org.camelwhatsapp.simulator.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final LinkedHashMap<String, Node> waiting = new LinkedHashMap<>();

    private @Nullable Outlet outlet;

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
        String key = stanza.tag() + "/" + stanza.attr("id") + "/" + stanza.attr("participant", "");
        if (waiting.size() >= MAX_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        waiting.remove(key);
        waiting.put(key, stanza);
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

    public void acknowledge(String tag, String messageId) {
        String prefix = tag + "/" + messageId + "/";
        waiting.keySet().removeIf(key -> key.startsWith(prefix));
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

    public Map<String, Node> waiting() {
        return waiting;
    }
}
