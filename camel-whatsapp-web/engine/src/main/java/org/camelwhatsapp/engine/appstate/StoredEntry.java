package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.SyncActionData;

/**
 * What the store keeps of one place of a collection: the code that the hash counts, then the value. The form is part of
 * the schema.
 *
 * @param valueMac 32 bytes
 * @param data index, value and version
 */
record StoredEntry(byte[] valueMac, SyncActionData data) {
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + MutationKeys.MAC_BYTES;

    static StoredEntry of(OpenMutation mutation) {
        return new StoredEntry(
                mutation.valueMac(),
                SyncActionData.newBuilder()
                        .setIndex(ByteString.copyFrom(mutation.index()))
                        .setValue(mutation.value())
                        .setVersion(mutation.version())
                        .build());
    }

    byte[] encode() {
        byte[] tail = data.toByteArray();
        byte[] bytes = new byte[HEAD + tail.length];
        bytes[0] = VERSION;
        System.arraycopy(valueMac, 0, bytes, 1, MutationKeys.MAC_BYTES);
        System.arraycopy(tail, 0, bytes, HEAD, tail.length);
        return bytes;
    }

    /** The code alone, which is all that a patch needs. */
    static byte[] valueMac(byte[] bytes) {
        check(bytes);
        return Arrays.copyOfRange(bytes, 1, HEAD);
    }

    /** @throws StoreException with {@code CORRUPT} if the bytes are no entry */
    static StoredEntry decode(byte[] bytes) {
        check(bytes);
        try {
            SyncActionData data = SyncActionData.parser().parseFrom(bytes, HEAD, bytes.length - HEAD);
            return new StoredEntry(valueMac(bytes), data);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "an entry of the app state cannot be read", e);
        }
    }

    private static void check(byte[] bytes) {
        if (bytes.length < HEAD || bytes[0] != VERSION) {
            throw new StoreException(StoreException.Kind.CORRUPT, "an entry of the app state cannot be read", null);
        }
    }

    /** Never prints the value. */
    @Override
    public String toString() {
        return "StoredEntry[]";
    }
}
