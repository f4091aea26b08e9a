package org.camelwhatsapp.engine.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;

/**
 * Everything kept for one linked device. Reads block; writes are gathered in a transaction and committed as a whole.
 * Thread-safe; a transaction is not.
 *
 * <p>Commits of one device take effect in the order in which {@link #commit} was called. Many commits may share one
 * disk write (group commit); each stage completes when its own writes are durable. After a failed commit every later
 * one fails too until the session is opened again: memory may then be ahead of the disk, and going on would reuse keys.
 */
public interface DeviceStore extends AutoCloseable {
    String session();

    /** One record under the key "self": the serialised credentials. */
    RecordTable<String> credentials();

    /** Own one-time and signed pre-keys: "onetime/ID", "signed/ID". */
    RecordTable<String> preKeys();

    /** Double-ratchet sessions. */
    RecordTable<SignalAddress> sessions();

    /** Identity keys of other devices, 32 bytes. */
    RecordTable<SignalAddress> identities();

    /** Sender keys, own and others'. */
    RecordTable<SenderKeyName> senderKeys();

    /** Which devices hold the own sender key of a group: the key is the group, the value opaque to the store. */
    RecordTable<Jid> senderKeyDistributions();

    /** LID by phone-number user and the reverse; user addresses only. */
    RecordTable<Jid> addressMappings();

    /** Device lists by user. */
    RecordTable<Jid> deviceLists();

    /** Metadata of groups needed for sending. */
    RecordTable<Jid> groups();

    /** Small settings of a chat, such as its disappearing timer. */
    RecordTable<Jid> chatSettings();

    /** The secrets of sent and received messages, needed for votes, edits and encrypted reactions. */
    RecordTable<String> messageSecrets();

    /** Keys of the app state, by the id in lower-case hex. */
    RecordTable<String> appStateKeys();

    /** How far each collection of the app state is, by its name. */
    RecordTable<String> appStateVersions();

    /** What the app state holds: the name of the collection, a slash, the code of the place in lower-case hex. */
    RecordTable<String> appStateEntries();

    /** Tokens by which contacts are reached that only hear whom they know, by user. */
    RecordTable<Jid> privacyTokens();

    /** Who the own status posts were for, by message id. */
    RecordTable<String> statusPosts();

    /** Of whom one has written to, and on which day how many were new: keys are those of the pacing package. */
    RecordTable<String> pacing();

    /** Parts of the history that were announced and are not taken in yet, by when they came and their message's id. */
    RecordTable<String> historyParts();

    /** Who left a group before this device was linked: the key is the group, the value opaque to the store. */
    RecordTable<Jid> pastMembers();

    InboxJournal inbox();

    Outbox outbox();

    SentMessages sentMessages();

    /** Chats, messages and names. */
    Archive archive();

    /** Starts to gather writes. The transaction is not thread-safe. */
    StoreTransaction transaction();

    /**
     * Makes the writes durable, all or none.
     *
     * @return completes on any thread once they are; fails with {@link StoreException}
     */
    CompletionStage<Void> commit(StoreTransaction transaction);

    /**
     * As {@link #commit}, in the same order, for what nothing waits for: it may wait up to 20 ms for a commit with which to
     * share a disk write. What a killed process had not written yet is as if it had been killed that much earlier.
     */
    default CompletionStage<Void> commitLater(StoreTransaction transaction) {
        return commit(transaction);
    }

    /**
     * Completes, on any thread, with the reason once nothing more can be committed: a commit failed, or the ownership
     * is lost or about to be. The session must then stop, even when it has nothing to write.
     */
    default CompletionStage<StoreException> lost() {
        return new CompletableFuture<>();
    }

    /** Waits for what was committed, then gives up the ownership. */
    @Override
    void close();
}
