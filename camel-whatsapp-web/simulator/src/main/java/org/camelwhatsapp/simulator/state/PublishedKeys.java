package org.camelwhatsapp.simulator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one device published so that others can write to it. One-time keys are handed out once. */
public final class PublishedKeys {
    private static final int MAX_ONE_TIME = 20_000;

    private final byte[] registration;
    private final byte[] identity;
    private byte[] signedId;
    private byte[] signedValue;
    private byte[] signedSignature;
    private final Map<Integer, byte[]> oneTime = new LinkedHashMap<>();
    private boolean lowAnnounced;

    /** @param signed id (3 bytes), value and signature of the signed pre-key */
    public PublishedKeys(byte[] registration, byte[] identity, byte[][] signed) {
        this.registration = registration;
        this.identity = identity;
        this.signedId = signed[0];
        this.signedValue = signed[1];
        this.signedSignature = signed[2];
    }

    public void rotate(byte[][] signed) {
        signedId = signed[0];
        signedValue = signed[1];
        signedSignature = signed[2];
    }

    /** Makes the signature wrong, for tests of those who fetch the keys. */
    public void spoilSignature() {
        signedSignature = signedSignature.clone();
        signedSignature[5] ^= 1;
    }

    /** Takes a key; beyond the limit it is refused. */
    public boolean add(int id, byte[] value) {
        if (oneTime.size() >= MAX_ONE_TIME) {
            return false;
        }
        oneTime.put(id, value);
        lowAnnounced = false;
        return true;
    }

    /** Whether it is new that the keys run low: true once, and again after an upload. */
    public boolean announceLow() {
        boolean first = !lowAnnounced;
        lowAnnounced = true;
        return first;
    }

    public int count() {
        return oneTime.size();
    }

    /** Hands out a key for good. */
    public Map.@Nullable Entry<Integer, byte[]> take() {
        var iterator = oneTime.entrySet().iterator();
        if (!iterator.hasNext()) {
            return null;
        }
        Map.Entry<Integer, byte[]> entry = iterator.next();
        Map.Entry<Integer, byte[]> copy = Map.entry(entry.getKey(), entry.getValue());
        iterator.remove();
        return copy;
    }

    public Map<Integer, byte[]> oneTime() {
        return oneTime;
    }

    public byte[] registration() {
        return registration;
    }

    public byte[] identity() {
        return identity;
    }

    public byte[] signedId() {
        return signedId;
    }

    public byte[] signedValue() {
        return signedValue;
    }

    public byte[] signedSignature() {
        return signedSignature;
    }
}
