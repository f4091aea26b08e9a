package org.camelwhatsapp.engine.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Wants to know when the server refuses messages. */
@FunctionalInterface
public interface RefusalListener {
    /**
     * A message was refused. On the mailbox.
     *
     * @param code the server's number
     * @param backoff how long the server said to wait, or null
     */
    void onRefused(int code, @Nullable Duration backoff);
}
