package org.camelwhatsapp.engine.receipt;

import java.util.concurrent.CompletionStage;

/** Says whether others may learn what the account has read. Mailbox only. */
@FunctionalInterface
public interface ReadVisibility {
    /** Completes with false if only the account's own devices are to be told. */
    CompletionStage<Boolean> visible();
}
