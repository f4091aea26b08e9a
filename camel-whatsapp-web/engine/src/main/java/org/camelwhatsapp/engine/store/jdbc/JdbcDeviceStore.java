package org.camelwhatsapp.engine.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxJournal;
import org.camelwhatsapp.engine.store.Outbox;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.SentMessages;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.store.secret.SecretBox;
import org.jspecify.annotations.Nullable;

/** The part of a {@link JdbcStore} that belongs to one session, while this process owns it. Thread-safe. */
final class JdbcDeviceStore implements DeviceStore {
    /** A read on a connection of the pool. */
    interface Read<T> {
        T on(Connection connection) throws SQLException;
    }

    private final JdbcStore store;
    private final String session;
    private final int id;
    private final long epoch;
    private final WriterLane lane;
    private final JdbcRecordTable<String> credentials;
    private final JdbcRecordTable<String> preKeys;
    private final JdbcRecordTable<SignalAddress> sessions;
    private final JdbcRecordTable<SignalAddress> identities;
    private final JdbcRecordTable<SenderKeyName> senderKeys;
    private final JdbcRecordTable<Jid> senderKeyDistributions;
    private final JdbcRecordTable<Jid> addressMappings;
    private final JdbcRecordTable<Jid> deviceLists;
    private final JdbcRecordTable<Jid> groups;
    private final JdbcRecordTable<Jid> chatSettings;
    private final JdbcRecordTable<String> messageSecrets;
    private final JdbcInbox inbox = new JdbcInbox(this);
    private final JdbcOutbox outbox = new JdbcOutbox(this);
    private final JdbcSentMessages sentMessages = new JdbcSentMessages(this);
    private volatile @Nullable StoreException poison;
    private volatile CompletionStage<Void> last = CompletableFuture.completedFuture(null);
    private volatile Scheduling.@Nullable Cancellable renewal;

    JdbcDeviceStore(JdbcStore store, String session, Lease lease, WriterLane lane) {
        this.store = store;
        this.session = session;
        this.id = lease.deviceId();
        this.epoch = lease.epoch();
        this.lane = lane;
        credentials = new JdbcRecordTable<>(this, "credentials", KeyCodec.TEXT);
        preKeys = new JdbcRecordTable<>(this, "pre_keys", KeyCodec.TEXT);
        sessions = new JdbcRecordTable<>(this, "sessions", KeyCodec.ADDRESS);
        identities = new JdbcRecordTable<>(this, "identities", KeyCodec.ADDRESS);
        senderKeys = new JdbcRecordTable<>(this, "sender_keys", KeyCodec.SENDER_KEY);
        senderKeyDistributions = new JdbcRecordTable<>(this, "sender_key_distributions", KeyCodec.JID);
        addressMappings = new JdbcRecordTable<>(this, "address_mappings", KeyCodec.JID);
        deviceLists = new JdbcRecordTable<>(this, "device_lists", KeyCodec.JID);
        groups = new JdbcRecordTable<>(this, "groups", KeyCodec.JID);
        chatSettings = new JdbcRecordTable<>(this, "chat_settings", KeyCodec.JID);
        messageSecrets = new JdbcRecordTable<>(this, "message_secrets", KeyCodec.TEXT);
    }

    int id() {
        return id;
    }

    long epoch() {
        return epoch;
    }

    SecretBox secrets() {
        return store.secrets();
    }

    <T> T read(String what, Read<T> read) {
        return store.read(what, read);
    }

    long count(String sql) {
        return read("count", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0;
                }
            }
        });
    }

    void execute(String what, String sql, long... values) {
        store.write(what, connection -> {
            checkOwnership(connection);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, id);
                for (int i = 0; i < values.length; i++) {
                    statement.setLong(i + 2, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    /** @throws StoreException with {@code FENCED} if another owner took over */
    void checkOwnership(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT epoch FROM wa_devices WHERE id = ?")) {
            statement.setInt(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next() || rows.getLong(1) != epoch) {
                    throw new StoreException(
                            StoreException.Kind.FENCED, "another process owns this session now", null);
                }
            }
        }
    }

    void poison(StoreException cause) {
        if (poison == null) {
            poison = cause;
        }
    }

    void setRenewal(Scheduling.Cancellable task) {
        renewal = task;
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public RecordTable<String> credentials() {
        return credentials;
    }

    @Override
    public RecordTable<String> preKeys() {
        return preKeys;
    }

    @Override
    public RecordTable<SignalAddress> sessions() {
        return sessions;
    }

    @Override
    public RecordTable<SignalAddress> identities() {
        return identities;
    }

    @Override
    public RecordTable<SenderKeyName> senderKeys() {
        return senderKeys;
    }

    @Override
    public RecordTable<Jid> senderKeyDistributions() {
        return senderKeyDistributions;
    }

    @Override
    public RecordTable<Jid> addressMappings() {
        return addressMappings;
    }

    @Override
    public RecordTable<Jid> deviceLists() {
        return deviceLists;
    }

    @Override
    public RecordTable<Jid> groups() {
        return groups;
    }

    @Override
    public RecordTable<Jid> chatSettings() {
        return chatSettings;
    }

    @Override
    public RecordTable<String> messageSecrets() {
        return messageSecrets;
    }

    @Override
    public InboxJournal inbox() {
        return inbox;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public SentMessages sentMessages() {
        return sentMessages;
    }

    @Override
    public StoreTransaction transaction() {
        return new JdbcTransaction();
    }

    @Override
    public CompletionStage<Void> commit(StoreTransaction transaction) {
        StoreException cause = poison;
        if (cause != null) {
            return CompletableFuture.failedFuture(new StoreException(
                    cause.kind(), "an earlier commit failed; the session must be opened again", cause));
        }
        if (transaction.isEmpty()) {
            return last;
        }
        CompletionStage<Void> done = lane.commit(this, (JdbcTransaction) transaction);
        last = done;
        return done;
    }

    @Override
    public void close() {
        Scheduling.Cancellable task = renewal;
        if (task != null) {
            task.cancel();
        }
        last.handle((v, failure) -> null).toCompletableFuture().join();
        store.release(this);
    }
}
