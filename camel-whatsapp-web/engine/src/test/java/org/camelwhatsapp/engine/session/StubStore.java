package org.camelwhatsapp.engine.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** A store that remembers which writes were committed, and fails on command. Anything else is not supported. */
final class StubStore {
    /** The names of the committed writes, in order. */
    final List<String> committed = new ArrayList<>();

    boolean failing;
    boolean closed;

    DeviceStore store() {
        return proxy(DeviceStore.class, (self, method, arguments) -> switch (method.getName()) {
            case "session" -> "test";
            case "credentials" -> proxy(RecordTable.class, (table, call, values) -> unsupported(call.getName()));
            case "transaction" -> transaction();
            case "commit", "commitLater" -> commit((StoreTransaction) arguments[0]);
            case "lost" -> new CompletableFuture<StoreException>();
            case "close" -> {
                closed = true;
                yield null;
            }
            default -> unsupported(method.getName());
        });
    }

    private StoreTransaction transaction() {
        List<String> writes = new ArrayList<>();
        return proxy(StoreTransaction.class, (self, method, arguments) -> {
            if (method.getName().equals("toString")) {
                return String.join(",", writes);
            }
            writes.add(method.getName());
            return null;
        });
    }

    private CompletableFuture<Void> commit(StoreTransaction transaction) {
        if (failing) {
            return CompletableFuture.failedFuture(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "expected by the test", null));
        }
        committed.add(transaction.toString());
        return CompletableFuture.completedFuture(null);
    }

    private static Object unsupported(String name) {
        throw new UnsupportedOperationException(name);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
