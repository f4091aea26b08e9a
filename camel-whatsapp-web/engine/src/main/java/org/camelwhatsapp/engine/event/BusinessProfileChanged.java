package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A business edited its profile, which has to be asked for again.
 *
 * @param user whose, or null when only the contact's hash is told
 * @param contactHash which contact, when the address is not told; else null
 * @param timestamp when
 */
public record BusinessProfileChanged(
        @Nullable Jid user, @Nullable String contactHash, Instant timestamp) implements Event {}
