package org.camelwhatsapp.engine.signal;

import org.camelwhatsapp.engine.crypto.KeyPair;
import org.jspecify.annotations.Nullable;

/** This device's own pre-keys, by id. Answers from memory: called on the mailbox. */
public interface PreKeySource {
    /** A one-time key that was not used yet, or null. */
    @Nullable
    KeyPair oneTime(int id);

    /** A signed pre-key, the present one or an older one, or null. */
    @Nullable
    KeyPair signed(int id);
}
