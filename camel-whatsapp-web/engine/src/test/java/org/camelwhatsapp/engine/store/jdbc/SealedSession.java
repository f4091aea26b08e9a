package org.camelwhatsapp.engine.store.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.secret.KeyRing;

/** A session with ciphers and tables, and without a database: what is written by it can be looked at. */
final class SealedSession {
    private static final RandomSource RANDOM = new SecureRandomSource();
    private static final KeyRing RING = KeyRing.create("passphrase", 10, RANDOM);

    private static final Database NONE = new Database() {
        @Override
        public Dialect dialect() {
            return Dialect.SQLITE;
        }

        @Override
        public DataSource dataSource() {
            throw new AssertionError("there is no database");
        }

        @Override
        public <T> T read(Work<T> work) {
            throw new AssertionError("there is no database");
        }

        @Override
        public <T> T write(Work<T> work) {
            throw new AssertionError("there is no database");
        }

        @Override
        public void close() {}
    };

    final OwnedSession owner;
    final Sealer sealer;
    /** Of the link. */
    final JdbcRecordTable<String> preKeys;
    /** Stays when the link is wiped. */
    final JdbcRecordTable<Jid> chatSettings;

    SealedSession(long id, String name) {
        owner = new OwnedSession(id, name, 1);
        sealer = new Sealer(RING, RANDOM, name);
        SessionReads reads = new SessionReads(NONE, owner, sealer, new LongAdder());
        preKeys = new JdbcRecordTable<>(reads, RecordKind.PRE_KEY, KeyCodec.TEXT);
        chatSettings = new JdbcRecordTable<>(reads, RecordKind.CHAT_SETTING, KeyCodec.JID);
    }

    PendingTransaction transaction() {
        return new PendingTransaction(owner);
    }

    WriteSet sealed(long nowMillis, Consumer<PendingTransaction> writes) {
        PendingTransaction transaction = transaction();
        writes.accept(transaction);
        return sealer.seal(transaction, 100, nowMillis);
    }

    Commit commit(long nowMillis, Consumer<PendingTransaction> writes) {
        return new Commit(owner, sealed(nowMillis, writes), new CompletableFuture<>());
    }
}
