package org.camelwhatsapp.engine.appstate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.Hmac;

/** The keys expanded from one app-state key, and the codes made with them. Immutable. Source: docs/protocol.md, "App state". */
public final class MutationKeys {
    /** How long an app-state key is. */
    public static final int KEY_BYTES = 32;

    static final int MAC_BYTES = 32;
    private static final byte[] INFO = "WhatsApp Mutation Keys".getBytes(StandardCharsets.UTF_8);
    static final int MAX_ID_BYTES = 64;

    private final byte[] id;
    private final byte[] indexKey;
    private final byte[] cipherKey;
    private final byte[] valueKey;
    private final byte[] snapshotKey;
    private final byte[] patchKey;

    /**
     * Expands a key.
     *
     * @param id names the key, 1 to 64 bytes
     * @throws AppStateException if a length is wrong
     */
    public MutationKeys(byte[] id, byte[] keyData) {
        if (keyData.length != KEY_BYTES || id.length == 0 || id.length > MAX_ID_BYTES) {
            throw new AppStateException(AppStateException.Reason.MALFORMED, "not an app-state key");
        }
        byte[] expanded = Hkdf.derive(keyData, null, INFO, 5 * KEY_BYTES);
        this.id = id.clone();
        indexKey = part(expanded, 0);
        cipherKey = part(expanded, 1);
        valueKey = part(expanded, 2);
        snapshotKey = part(expanded, 3);
        patchKey = part(expanded, 4);
    }

    private static byte[] part(byte[] expanded, int number) {
        return Arrays.copyOfRange(expanded, number * KEY_BYTES, (number + 1) * KEY_BYTES);
    }

    public byte[] id() {
        return id.clone();
    }

    byte[] cipherKey() {
        return cipherKey;
    }

    /** Names the place of a mutation without telling it. */
    byte[] indexMac(byte[] index) {
        return Hmac.sha256(indexKey, index);
    }

    /** @param sealed initialisation vector and ciphertext */
    byte[] valueMac(boolean set, byte[] sealed) {
        byte[] operation = {(byte) (set ? 1 : 2)};
        byte[] mac = Hmac.sha512(valueKey, operation, id, sealed, number(id.length + 1L));
        return Arrays.copyOf(mac, MAC_BYTES);
    }

    byte[] snapshotMac(AppStateCollection collection, long version, byte[] hash) {
        return Hmac.sha256(snapshotKey, hash, number(version), collection.wireBytes());
    }

    /** @param valueMacs of the mutations, in the order of the patch */
    byte[] patchMac(AppStateCollection collection, long version, byte[] snapshotMac, List<byte[]> valueMacs) {
        byte[][] parts = new byte[valueMacs.size() + 3][];
        parts[0] = snapshotMac;
        for (int i = 0; i < valueMacs.size(); i++) {
            parts[i + 1] = valueMacs.get(i);
        }
        parts[valueMacs.size() + 1] = number(version);
        parts[valueMacs.size() + 2] = collection.wireBytes();
        return Hmac.sha256(patchKey, parts);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** Never prints a key. */
    @Override
    public String toString() {
        return "MutationKeys[redacted]";
    }
}
