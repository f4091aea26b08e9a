package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Another device of the account deleted a message for its own account only. What this device kept of it stays.
 *
 * @param key which message
 * @param mediaToo whether its file went too
 * @param timestamp when, as that device says
 */
public record MessageDeletedForMe(MessageKey key, boolean mediaToo, Instant timestamp) implements Event {}
