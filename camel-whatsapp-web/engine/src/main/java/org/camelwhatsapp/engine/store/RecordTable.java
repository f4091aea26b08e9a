package org.camelwhatsapp.engine.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one kind of one session, read by key. Writes go through {@link StoreTransaction}.
 *
 * <p>Reads see what was committed, in this process at least everything whose commit has completed. Values are copies.
 * All methods block and throw {@link StoreException}; call them on the blocking pool.
 */
public interface RecordTable<K> {
    byte @Nullable [] get(K key);

    /** The records there are; keys without one are left out. One round trip, however many keys. */
    Map<K, byte[]> getMany(Collection<K> keys);

    /** Up to this many records in key order, for maintenance and start-up. */
    List<Map.Entry<K, byte[]>> list(int limit);

    /**
     * A page of the records from a key on, in key order.
     *
     * @param from the first key that may be among them
     * @param until the first key that may not
     * @param limit how many at most
     */
    List<Map.Entry<K, byte[]>> range(K from, K until, int limit);

    long count();
}
