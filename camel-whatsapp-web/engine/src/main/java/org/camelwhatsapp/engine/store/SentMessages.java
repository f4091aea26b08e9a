package org.camelwhatsapp.engine.store;

import org.jspecify.annotations.Nullable;

/** Sent messages by id, bounded by age and total size. Reads block. */
public interface SentMessages {
    @Nullable
    SentMessage find(String messageId);

    /** Drops what is older than this time, and the oldest beyond this many bytes of payload. */
    void purge(long beforeMillis, long maxBytes);
}
