package org.camelwhatsapp.engine.prekey;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.store.StoreException;

/** Own pre-keys as bytes for the store, and their keys in the table. */
final class PreKeyCodec {
    private static final String ONE_TIME = "onetime/";
    private static final String SIGNED = "signed/";

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

    static int idOf(String key) {
        return Integer.parseInt(key.substring(key.indexOf('/') + 1));
    }

    static byte[] encode(KeyPair key, boolean uploaded) {
        return ByteBuffer.allocate(65)
                .put((byte) (uploaded ? 1 : 0))
                .put(key.publicKey())
                .put(key.privateKey())
                .array();
    }

    static OwnPreKey decode(int id, byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            boolean uploaded = in.get() == 1;
            byte[] publicKey = new byte[32];
            byte[] privateKey = new byte[32];
            in.get(publicKey).get(privateKey);
            return new OwnPreKey(id, new KeyPair(publicKey, privateKey), uploaded);
        } catch (BufferUnderflowException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a stored pre-key cannot be read", e);
        }
    }

    /** @param uploaded whether the server has it */
    record OwnPreKey(int id, KeyPair keyPair, boolean uploaded) {}
}
