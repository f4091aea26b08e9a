package org.camelwhatsapp.engine.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the records of one table of one session. Thread-safe.
 *
 * <p>A sealed record is: version (1 byte, 1), data key id (4 bytes), nonce (12 random bytes), AES-256-GCM ciphertext with
 * its 16-byte tag. The key is derived from the data key for this table and session; version, key id and the record's
 * own key are authenticated. So a record that was changed, or moved to another key, table or session, does not open.
 */
public final class RecordCipher {
    /** What a sealed record is longer by. */
    public static final int OVERHEAD = 1 + Integer.BYTES + AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES;

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Integer.BYTES;
    private static final int BODY = HEAD + AesGcm.NONCE_BYTES;

    private final KeyRing ring;
    private final RandomSource random;
    private final String table;
    private final String session;
    /** One derived key per data key of the store; a store has as many as it was rotated. */
    private final Map<Integer, byte[]> derived = new ConcurrentHashMap<>();

    public RecordCipher(KeyRing ring, RandomSource random, String table, String session) {
        this.ring = ring;
        this.random = random;
        this.table = table;
        this.session = session;
    }

    public byte[] seal(byte[] recordKey, byte[] plaintext) {
        int keyId = ring.activeId();
        byte[] associated = associated(keyId, recordKey);
        byte[] nonce = random.bytes(AesGcm.NONCE_BYTES);
        byte[] ciphertext = AesGcm.seal(key(keyId), nonce, plaintext, associated);
        byte[] sealed = Arrays.copyOf(associated, BODY + ciphertext.length);
        System.arraycopy(nonce, 0, sealed, HEAD, nonce.length);
        System.arraycopy(ciphertext, 0, sealed, BODY, ciphertext.length);
        return sealed;
    }

    /** @throws StoreException with {@code CORRUPT}, naming the table, if the record is not what was sealed for this key */
    public byte[] open(byte[] recordKey, byte[] sealed) {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION || !ring.knows(keyId(sealed))) {
            throw damaged(null);
        }
        int keyId = keyId(sealed);
        try {
            return AesGcm.open(
                    key(keyId),
                    Arrays.copyOfRange(sealed, HEAD, BODY),
                    Arrays.copyOfRange(sealed, BODY, sealed.length),
                    associated(keyId, recordKey));
        } catch (CryptoException e) {
            throw damaged(e);
        }
    }

    /** Which data key a sealed record needs, or 0 if it is none. */
    public static int keyId(byte[] sealed) {
        return sealed.length < OVERHEAD || sealed[0] != VERSION
                ? 0
                : ByteBuffer.wrap(sealed).getInt(1);
    }

    private static byte[] associated(int keyId, byte[] recordKey) {
        return ByteBuffer.allocate(HEAD + recordKey.length)
                .put(VERSION)
                .putInt(keyId)
                .put(recordKey)
                .array();
    }

    private byte[] key(int keyId) {
        return derived.computeIfAbsent(keyId, id -> Hkdf.derive(ring.dataKey(id), null, purpose(), 32));
    }

    private byte[] purpose() {
        byte[] name = table.getBytes(StandardCharsets.UTF_8);
        byte[] owner = session.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + name.length + owner.length)
                .putInt(name.length)
                .put(name)
                .putInt(owner.length)
                .put(owner)
                .array();
    }

    private StoreException damaged(@Nullable Throwable cause) {
        return new StoreException(StoreException.Kind.CORRUPT, "a record of " + table + " is damaged", cause);
    }
}
