package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Another device of the account emptied or deleted a chat. What this device kept of it stays.
 *
 * @param chat which
 * @param emptied whether only its messages went, so that the chat is still in the list
 * @param starredToo whether starred messages went too
 * @param mediaToo whether files went too
 * @param timestamp when, as that device says
 */
public record ChatRemoved(Jid chat, boolean emptied, boolean starredToo, boolean mediaToo, Instant timestamp)
        implements Event {}
