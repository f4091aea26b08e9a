package org.camelwhatsapp.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** One account: a number, a LID, the phone's identity, and the linked devices. */
public final class Account {
    private final Jid phoneJid;
    private final Jid lid;
    private final KeyPair identity;
    private final int rawId;
    private final TreeMap<Integer, Device> devices = new TreeMap<>();
    private final Map<String, String> privacy = new TreeMap<>();
    private final Profile profile = new Profile();
    private String pushName;
    private int lastDeviceId;

    /** @param identity the phone's Signal identity, which also signs linked devices */
    public Account(Jid phoneJid, Jid lid, KeyPair identity, String pushName) {
        this.phoneJid = phoneJid;
        this.lid = lid;
        this.identity = identity;
        this.pushName = pushName;
        this.rawId = 1 + Math.floorMod(phoneJid.hashCode(), 1_000_000);
    }

    public Jid phoneJid() {
        return phoneJid;
    }

    public Jid lid() {
        return lid;
    }

    public KeyPair identity() {
        return identity;
    }

    public int rawId() {
        return rawId;
    }

    public String pushName() {
        return pushName;
    }

    public void setPushName(String name) {
        pushName = name;
    }

    /** What the account shows. */
    public Profile profile() {
        return profile;
    }

    /** Privacy settings by category; those not there are {@code all}. */
    public Map<String, String> privacy() {
        return privacy;
    }

    /** A device number that was never used before. */
    public int nextDeviceId() {
        return ++lastDeviceId;
    }

    public void add(Device device) {
        devices.put(device.id(), device);
    }

    public @Nullable Device remove(int deviceId) {
        return devices.remove(deviceId);
    }

    public @Nullable Device device(int deviceId) {
        return devices.get(deviceId);
    }

    /** The linked devices, without the phone, by number. */
    public List<Device> devices() {
        return new ArrayList<>(devices.values());
    }

    public Map<Integer, Device> devicesById() {
        return devices;
    }

    public int lastDeviceId() {
        return lastDeviceId;
    }
}
