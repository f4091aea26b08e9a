package org.camelwhatsapp.engine.prekey;

import java.nio.ByteBuffer;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.store.StoreException;

/** Own pre-keys as bytes for the store, and their keys in the table. */
final class PreKeyCodec {
    /** The highest id ever given to a one-time key: ids of keys that are gone must not come again. */
    static final String LAST_ID = "last-id";

    static final int MAX_ID = 0xFFFFFF;

    private static final String ONE_TIME = "onetime/";
    private static final String SIGNED = "signed/";
    private static final int KEY_BYTES = 65;

    private PreKeyCodec() {}

    static String oneTime(int id) {
        return ONE_TIME + id;
    }

    static String signed(int id) {
        return SIGNED + id;
    }

    static boolean isOneTime(String key) {
        return key.startsWith(ONE_TIME);
    }

    static boolean isSigned(String key) {
        return key.startsWith(SIGNED);
    }

    private static int idOf(String key) {
        try {
            int id = Integer.parseInt(key.substring(key.indexOf('/') + 1));
            if (id >= 1 && id <= MAX_ID) {
                return id;
            }
        } catch (NumberFormatException e) {
            throw corrupt(e);
        }
        throw corrupt(null);
    }

    static byte[] encode(KeyPair key, boolean uploaded) {
        return ByteBuffer.allocate(KEY_BYTES)
                .put((byte) (uploaded ? 1 : 0))
                .put(key.publicKey())
                .put(key.privateKey())
                .array();
    }

    /** @throws StoreException of kind {@code CORRUPT} */
    static OwnPreKey decode(String key, byte[] bytes) {
        if (bytes.length != KEY_BYTES || bytes[0] < 0 || bytes[0] > 1) {
            throw corrupt(null);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean uploaded = in.get() == 1;
        byte[] publicKey = new byte[32];
        byte[] privateKey = new byte[32];
        in.get(publicKey).get(privateKey);
        return new OwnPreKey(idOf(key), new KeyPair(publicKey, privateKey), uploaded);
    }

    static byte[] encodeId(int id) {
        return ByteBuffer.allocate(4).putInt(id).array();
    }

    /** @throws StoreException of kind {@code CORRUPT} */
    static int decodeId(byte[] bytes) {
        if (bytes.length != 4) {
            throw corrupt(null);
        }
        return ByteBuffer.wrap(bytes).getInt();
    }

    private static StoreException corrupt(@org.jspecify.annotations.Nullable Throwable cause) {
        return new StoreException(StoreException.Kind.CORRUPT, "a stored pre-key cannot be read", cause);
    }

    /** @param uploaded whether the server has it */
    record OwnPreKey(int id, KeyPair keyPair, boolean uploaded) {
        OwnPreKey asUploaded() {
            return new OwnPreKey(id, keyPair, true);
        }
    }
}
