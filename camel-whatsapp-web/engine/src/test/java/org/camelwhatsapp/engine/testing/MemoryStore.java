package org.camelwhatsapp.engine.testing;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;

/**
 * Some tables of records in memory, and of the archive what a test puts there. Commits complete at once, or when the test
 * says so: what was not committed cannot be read, as on a real disk.
 */
public final class MemoryStore {
    private final Map<String, Map<Object, byte[]>> tables = new HashMap<>();
    private final Map<Object, Map<Object, byte[]>> contents = new HashMap<>();
    private final Map<Jid, Map<NameSource, byte[]>> names = new TreeMap<>(Comparator.comparing(String::valueOf));
    private final Map<String, RecordTable<?>> handles = new HashMap<>();
    private final List<Commit> held = new ArrayList<>();
    private final MemoryMail mail = new MemoryMail();
    private boolean hold;
    private boolean failing;

    /** Users with a chat in the archive. */
    public final Set<Jid> archivedChats = new HashSet<>();

    /** Messages of the archive, the latest first. */
    public final List<MessageRow> archivedMessages = new ArrayList<>();

    /** Users whom the address book names. */
    public final Set<Jid> addressBook = new HashSet<>();

    public DeviceStore store() {
        return proxy(DeviceStore.class, (method, arguments) -> switch (method) {
            case "session" -> "test";
            case "credentials",
                    "preKeys",
                    "privacyTokens",
                    "statusPosts",
                    "addressMappings",
                    "deviceLists",
                    "groups",
                    "pacing",
                    "sessions",
                    "senderKeys",
                    "senderKeyDistributions",
                    "chatSettings",
                    "messageSecrets",
                    "appStateKeys",
                    "appStateVersions",
                    "appStateEntries",
                    "identities" -> table(method);
            case "inbox" -> mail.inbox();
            case "outbox" -> mail.outbox();
            case "sentMessages" -> mail.sentMessages();
            case "archive" -> archive();
            case "transaction" -> transaction(new ArrayList<>());
            case "commit", "commitLater" -> commit((StoreTransaction) arguments[0]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** What is on the disk. */
    public Map<Object, byte[]> rows(String table) {
        return tables.computeIfAbsent(table, t -> new TreeMap<>(Comparator.comparing(String::valueOf)));
    }

    /** Puts a name into the archive, as if it were committed. */
    public void name(Jid owner, NameSource source) {
        names.computeIfAbsent(owner, o -> new HashMap<>()).put(source, new byte[] {1});
    }

    private Archive archive() {
        return proxy(Archive.class, (method, arguments) -> switch (method) {
            case "chat" ->
                archivedChats.contains(arguments[0])
                        ? new ChatRow((Jid) arguments[0], 1, 0, ChatChange.Flags.NONE)
                        : null;
            case "messages" ->
                archivedMessages.stream()
                        .filter(row -> row.key().chat().equals(((MessageFilter) arguments[0]).chat()))
                        .limit((Integer) arguments[1])
                        .toList();
            case "contacts" ->
                names.keySet().stream()
                        .filter(owner ->
                                arguments[0] == null || owner.toString().compareTo(arguments[0].toString()) > 0)
                        .limit((Integer) arguments[1])
                        .toList();
            case "names" -> {
                Map<Jid, Map<NameSource, byte[]>> found = new HashMap<>(names);
                addressBook.forEach(owner -> found.put(owner, Map.of(NameSource.ADDRESS_BOOK, new byte[1])));
                found.keySet().retainAll((Collection<?>) arguments[0]);
                yield found;
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** From now on commits wait for {@link #release}. */
    public void hold() {
        hold = true;
    }

    public void release() {
        hold = false;
        List<Commit> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::settle);
    }

    /** Lets the oldest commit that waits complete, and no other. */
    public void releaseFirst() {
        settle(held.remove(0));
    }

    /** The process ends: what was not committed never was. */
    public void crash() {
        held.clear();
        open.clear();
        failing = false;
    }

    /** What is kept of messages. */
    public MemoryMail mail() {
        return mail;
    }

    public int heldCommits() {
        return held.size();
    }

    /** From now on every commit fails. */
    public void fail() {
        failing = true;
    }

    private RecordTable<?> table(String name) {
        return handles.computeIfAbsent(name, this::newTable);
    }

    private RecordTable<?> newTable(String name) {
        Map<Object, byte[]> rows = rows(name);
        RecordTable<?> table = proxy(RecordTable.class, (method, arguments) -> switch (method) {
            case "get" -> rows.get(arguments[0]);
            case "getMany" -> {
                Map<Object, byte[]> found = new HashMap<>(rows);
                found.keySet().retainAll((Collection<?>) arguments[0]);
                yield found;
            }
            case "list" ->
                rows.entrySet().stream()
                        .limit((Integer) arguments[0])
                        .map(row -> Map.entry(row.getKey(), row.getValue().clone()))
                        .toList();
            case "range" ->
                rows.entrySet().stream()
                        .filter(row -> String.valueOf(row.getKey()).compareTo(String.valueOf(arguments[0])) >= 0
                                && String.valueOf(row.getKey()).compareTo(String.valueOf(arguments[1])) < 0)
                        .limit((Integer) arguments[2])
                        .map(row -> Map.entry(row.getKey(), row.getValue().clone()))
                        .toList();
            case "count" -> (long) rows.size();
            default -> throw new UnsupportedOperationException(method);
        });
        contents.put(table, rows);
        return table;
    }

    private final Map<StoreTransaction, List<Runnable>> open = new HashMap<>();

    private record Commit(List<Runnable> writes, CompletableFuture<Void> done) {}

    private StoreTransaction transaction(List<Runnable> writes) {
        StoreTransaction transaction = proxy(StoreTransaction.class, (method, arguments) -> switch (method) {
            case "isEmpty" -> writes.isEmpty();
            default -> writes.add(write(method, arguments));
        });
        open.put(transaction, writes);
        return transaction;
    }

    private Runnable write(String method, Object[] arguments) {
        if (method.equals("put") && arguments.length == 3) {
            byte[] value = ((byte[]) arguments[2]).clone();
            return () -> contents.get(arguments[0]).put(arguments[1], value);
        }
        return method.equals("delete")
                ? () -> contents.get(arguments[0]).remove(arguments[1])
                : mail.write(method, arguments[0]);
    }

    private CompletableFuture<Void> commit(StoreTransaction transaction) {
        Commit commit = new Commit(open.remove(transaction), new CompletableFuture<>());
        if (hold) {
            held.add(commit);
        } else {
            settle(commit);
        }
        return commit.done;
    }

    private void settle(Commit commit) {
        if (failing) {
            commit.done.completeExceptionally(new StoreException(StoreException.Kind.UNAVAILABLE, "no disk", null));
        } else {
            commit.writes.forEach(Runnable::run);
            commit.done.complete(null);
        }
    }

    interface Call {
        Object answer(String method, Object[] arguments);
    }

    /** An object of this interface; equal only to itself. */
    static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> {
                        Object answer = call.answer(method.getName(), arguments == null ? new Object[0] : arguments);
                        yield method.getReturnType() == void.class ? null : answer;
                    }
                }));
    }
}
