package org.camelwhatsapp.engine.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Messages that were acknowledged to the server, or soon will be, and not yet done by the listeners. Reads block. */
public interface InboxJournal {
    /** Entries not yet done with an id above this one, in id order. */
    List<InboxEntry> pending(long afterId, int limit);

    /** Those of the hashes that the journal knows, done or not. Compared as lower-case hex. */
    Set<String> known(Collection<byte[]> ciphertextHashes);

    /** The highest id ever given, or 0. */
    long lastId();

    /** How many entries wait. */
    long depth();

    /** Forgets the hashes of entries done before this time. Milliseconds since 1970. */
    void purgeDone(long beforeMillis);
}
