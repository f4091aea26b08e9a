package org.camelwhatsapp.engine.store;

import java.util.List;

/** Where linked devices are kept, each under the name of its session. Thread-safe. All methods block. */
public interface Store extends AutoCloseable {
    /**
     * Opens what is kept for this session, and takes ownership of it until the returned store is closed.
     *
     * @throws StoreException with {@code FENCED} when another process owns it, or any other kind
     */
    DeviceStore open(String session);

    /** The names of all sessions with credentials, sorted. */
    List<String> sessions();

    /** Forgets everything about a session that is not open. */
    void delete(String session);

    @Override
    void close();
}
