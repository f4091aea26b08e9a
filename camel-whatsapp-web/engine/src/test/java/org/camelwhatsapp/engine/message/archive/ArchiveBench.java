package org.camelwhatsapp.engine.message.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.jspecify.annotations.Nullable;

/** A linked session of which one sees what was committed to the archive, in order. */
final class ArchiveBench {
    static final Jid SELF_PHONE = Jid.phone("15550009000");
    static final Jid SELF = Jid.lid("777000");
    static final Jid BOB_PHONE = Jid.phone("15550002002");
    static final Jid BOB = Jid.lid("100000000000002");
    static final Jid CAROL = Jid.lid("100000000000003");
    static final Jid GROUP = Jid.group("120363000000000001");

    private record Recorded(StoreTransaction real, List<ArchiveWrite> writes) {}

    private interface Call {
        Object answer(String method, Object[] arguments) throws ReflectiveOperationException;
    }

    final ScriptedSession scripted = new ScriptedSession().linked(SELF_PHONE.withDevice(3), SELF.withDevice(3));
    final List<ArchiveWrite> committed = new ArrayList<>();
    /** Whether the store takes no change of the archive, as when an address is too long for it. */
    boolean refusing;

    final Session session;
    final AddressBook addresses;
    private final Map<Object, Recorded> open = new HashMap<>();
    private final DeviceStore store;

    ArchiveBench() {
        this(null);
    }

    /** @param archive where is looked things up, or null when nothing is */
    ArchiveBench(@Nullable Archive archive) {
        DeviceStore memory = scripted.session.store();
        store = wrap(DeviceStore.class, memory, (method, arguments) -> switch (method) {
            case "transaction" -> transaction(memory.transaction());
            case "archive" -> archive;
            case "commit", "commitLater" -> commit(memory, open.remove(arguments[0]));
            default -> null;
        });
        session = wrap(Session.class, scripted.session, (method, arguments) -> method.equals("store") ? store : null);
        addresses = new AddressBook(session);
    }

    private StoreTransaction transaction(StoreTransaction real) {
        List<ArchiveWrite> writes = new ArrayList<>();
        StoreTransaction seen = wrap(StoreTransaction.class, real, (method, arguments) -> {
            if (method.equals("archive")) {
                if (refusing) {
                    throw new IllegalArgumentException("not this one");
                }
                writes.add((ArchiveWrite) arguments[0]);
            }
            return null;
        });
        open.put(seen, new Recorded(real, writes));
        return seen;
    }

    private CompletionStage<Void> commit(DeviceStore memory, Recorded recorded) {
        return memory.commit(recorded.real).thenAccept(v -> committed.addAll(recorded.writes));
    }

    /** What the call answers with null is answered by the real object. */
    private static <T> T wrap(Class<T> type, T real, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == given[0];
                    case "toString" -> type.getSimpleName();
                    default -> {
                        Object answer = call.answer(method.getName(), given == null ? new Object[0] : given);
                        if (answer != null) {
                            yield method.getReturnType() == void.class ? null : answer;
                        }
                        try {
                            yield method.invoke(real, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                }));
    }

    /** Commits what is written, on the mailbox. */
    void commit(Consumer<StoreTransaction> writes) {
        scripted.run(() -> {
            StoreTransaction transaction = store.transaction();
            writes.accept(transaction);
            store.commit(transaction);
        });
    }

    /** Lets both addresses be known as one user, and forgets that this was written. */
    void same(Jid number, Jid lid) {
        commit(transaction -> addresses.learn(number, lid, transaction));
        committed.clear();
    }

    /** The changes of one kind, in order. */
    <T extends ArchiveWrite> List<T> committed(Class<T> type) {
        return committed.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
