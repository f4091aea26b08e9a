package org.camelwhatsapp.engine.store;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * What hangs on a message. Times are milliseconds since 1970.
 *
 * @param versions the versions before the one in use, oldest first
 * @param reactions one for each person who reacted
 */
public record MessageExtras(List<Version> versions, List<Reaction> reactions) {
    /** One version of a message. */
    public record Version(long at, byte[] body) {}

    /** One person's reaction. */
    public record Reaction(Jid reactor, long at, byte[] body) {}
}
