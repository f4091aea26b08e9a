package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The verified name of a business changed, or somebody is a business no longer.
 *
 * @param user whose, or null when only the contact's hash is told
 * @param contactHash which contact, when the address is not told; else null
 * @param name the new name, or null when it has to be asked for or there is none any more
 * @param level how sure the service is of the name, or null
 * @param business false when it is a business no longer
 * @param timestamp when
 */
public record BusinessNameChanged(
        @Nullable Jid user,
        @Nullable String contactHash,
        @Nullable String name,
        @Nullable String level,
        boolean business,
        Instant timestamp)
        implements Event {}
