package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.secret.RecordCipher;
import org.camelwhatsapp.engine.store.secret.WordHashes;

/**
 * The key that a session's search words are hashed with: random, made when the session is opened for the first time, and
 * sealed like other records, so that data keys can be changed without hashing all words anew.
 */
final class ArchiveKey {
    private static final byte[] NAME = KeyCodec.TEXT.encode("words");

    private ArchiveKey() {}

    /** Blocks. */
    static WordHashes open(SessionReads reads, RandomSource random) {
        JdbcRecordTable<String> table = new JdbcRecordTable<>(reads, RecordKind.ARCHIVE_KEY, KeyCodec.TEXT);
        byte[] known = table.get("words");
        if (known != null) {
            return new WordHashes(known);
        }
        byte[] fresh = random.bytes(WordHashes.KEY_BYTES);
        RecordCipher cipher = reads.ciphers().records(RecordKind.ARCHIVE_KEY);
        reads.writeNow(sql -> {
            PreparedStatement put = sql.prepare(RecordKind.ARCHIVE_KEY.upsert());
            put.setLong(1, reads.owner().id());
            put.setBytes(2, NAME);
            put.setBytes(3, cipher.seal(NAME, fresh));
            return put.executeUpdate();
        });
        return new WordHashes(fresh);
    }
}
