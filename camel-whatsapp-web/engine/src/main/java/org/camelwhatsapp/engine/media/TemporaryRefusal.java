package org.camelwhatsapp.engine.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A media host is busy or broken at the moment. */
final class TemporaryRefusal extends MediaException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    TemporaryRefusal(HttpAnswer answer) {
        super("the media host answered with status " + answer.status(), true, null);
        this.retryAfter = answer.retryAfter();
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
