package org.camelwhatsapp.engine.store.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxJournal;
import org.camelwhatsapp.engine.store.Outbox;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.SentMessages;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/** One session's part of the database. Thread-safe; a transaction is not. */
final class JdbcDeviceStore implements DeviceStore {
    private final SessionReads reads;
    private final CommitLane lane;
    private final Environment environment;
    private final Consumer<JdbcDeviceStore> onClose;

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
    private final JdbcRecordTable<String> appStateKeys;
    private final JdbcRecordTable<String> appStateVersions;
    private final JdbcRecordTable<String> appStateEntries;
    private final JdbcRecordTable<Jid> privacyTokens;
    private final JdbcRecordTable<String> statusPosts;
    private final JdbcRecordTable<String> pacing;
    private final JdbcRecordTable<String> historyParts;
    private final JdbcRecordTable<Jid> pastMembers;
    private final JdbcInboxJournal inbox;
    private final JdbcOutbox outbox;
    private final JdbcSentMessages sentMessages;
    private final JdbcArchive archive;

    private long outboxPosition;
    private @Nullable CompletableFuture<Void> lastCommit;
    private boolean closed;

    JdbcDeviceStore(SessionReads reads, CommitLane lane, Environment environment, Consumer<JdbcDeviceStore> onClose) {
        this.reads = reads;
        this.lane = lane;
        this.environment = environment;
        this.onClose = onClose;
        credentials = new JdbcRecordTable<>(reads, RecordKind.CREDENTIALS, KeyCodec.TEXT);
        preKeys = new JdbcRecordTable<>(reads, RecordKind.PRE_KEY, KeyCodec.TEXT);
        sessions = new JdbcRecordTable<>(reads, RecordKind.SIGNAL_SESSION, KeyCodec.ADDRESS);
        identities = new JdbcRecordTable<>(reads, RecordKind.IDENTITY, KeyCodec.ADDRESS);
        senderKeys = new JdbcRecordTable<>(reads, RecordKind.SENDER_KEY, KeyCodec.SENDER_KEY);
        senderKeyDistributions = new JdbcRecordTable<>(reads, RecordKind.SENDER_KEY_DISTRIBUTION, KeyCodec.JID);
        addressMappings = new JdbcRecordTable<>(reads, RecordKind.ADDRESS_MAPPING, KeyCodec.JID);
        deviceLists = new JdbcRecordTable<>(reads, RecordKind.DEVICE_LIST, KeyCodec.JID);
        groups = new JdbcRecordTable<>(reads, RecordKind.GROUP, KeyCodec.JID);
        chatSettings = new JdbcRecordTable<>(reads, RecordKind.CHAT_SETTING, KeyCodec.JID);
        messageSecrets = new JdbcRecordTable<>(reads, RecordKind.MESSAGE_SECRET, KeyCodec.TEXT);
        appStateKeys = new JdbcRecordTable<>(reads, RecordKind.APP_STATE_KEY, KeyCodec.TEXT);
        appStateVersions = new JdbcRecordTable<>(reads, RecordKind.APP_STATE_VERSION, KeyCodec.TEXT);
        appStateEntries = new JdbcRecordTable<>(reads, RecordKind.APP_STATE_ENTRY, KeyCodec.TEXT);
        privacyTokens = new JdbcRecordTable<>(reads, RecordKind.PRIVACY_TOKEN, KeyCodec.JID);
        statusPosts = new JdbcRecordTable<>(reads, RecordKind.STATUS_POST, KeyCodec.TEXT);
        pacing = new JdbcRecordTable<>(reads, RecordKind.PACING, KeyCodec.TEXT);
        historyParts = new JdbcRecordTable<>(reads, RecordKind.HISTORY_PART, KeyCodec.TEXT);
        pastMembers = new JdbcRecordTable<>(reads, RecordKind.PAST_MEMBER, KeyCodec.JID);
        inbox = new JdbcInboxJournal(reads);
        outbox = new JdbcOutbox(reads);
        sentMessages = new JdbcSentMessages(reads);
        reads.ciphers().archive().useWords(ArchiveKey.open(reads, environment.random()));
        archive = new JdbcArchive(reads);
        outboxPosition = reads.count(JdbcOutbox.LAST_POSITION) + 1;
    }

    @Override
    public String session() {
        return reads.owner().name();
    }

    OwnedSession owner() {
        return reads.owner();
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
    public RecordTable<String> appStateKeys() {
        return appStateKeys;
    }

    @Override
    public RecordTable<String> appStateVersions() {
        return appStateVersions;
    }

    @Override
    public RecordTable<String> appStateEntries() {
        return appStateEntries;
    }

    @Override
    public RecordTable<Jid> privacyTokens() {
        return privacyTokens;
    }

    @Override
    public RecordTable<String> statusPosts() {
        return statusPosts;
    }

    @Override
    public RecordTable<String> pacing() {
        return pacing;
    }

    @Override
    public RecordTable<String> historyParts() {
        return historyParts;
    }

    @Override
    public RecordTable<Jid> pastMembers() {
        return pastMembers;
    }

    @Override
    public InboxJournal inbox() {
        return inbox;
    }

    JdbcInboxJournal journal() {
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
    public Archive archive() {
        return archive;
    }

    JdbcRecordTable<String> secrets() {
        return messageSecrets;
    }

    JdbcSentMessages sent() {
        return sentMessages;
    }

    @Override
    public StoreTransaction transaction() {
        return new PendingTransaction(reads.owner());
    }

    @Override
    public CompletionStage<Void> commit(StoreTransaction transaction) {
        return commit(transaction, lane::submit);
    }

    @Override
    public CompletionStage<Void> commitLater(StoreTransaction transaction) {
        return commit(transaction, lane::submitLater);
    }

    private synchronized CompletionStage<Void> commit(StoreTransaction transaction, Consumer<Commit> submit) {
        if (!(transaction instanceof PendingTransaction pending)) {
            throw new IllegalArgumentException("the transaction belongs to another store");
        }
        pending.handOver(reads.owner());
        StoreException refusal = closed
                ? new StoreException(Kind.UNAVAILABLE, "the session is closed", null)
                : reads.owner().refusal();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (pending.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        WriteSet writes =
                reads.ciphers().seal(pending, outboxPosition, environment.time().millis());
        outboxPosition += writes.outbox().size();
        CompletableFuture<Void> stage = new CompletableFuture<>();
        lastCommit = stage;
        submit.accept(new Commit(reads.owner(), writes, stage));
        return stage.minimalCompletionStage();
    }

    @Override
    public CompletionStage<StoreException> lost() {
        return reads.owner().lost();
    }

    /** Blocks until what was committed is written or has failed. */
    @Override
    public void close() {
        CompletableFuture<Void> last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = lastCommit;
        }
        if (last != null) {
            lane.finish(last);
        }
        reads.close();
        onClose.accept(this);
    }
}
