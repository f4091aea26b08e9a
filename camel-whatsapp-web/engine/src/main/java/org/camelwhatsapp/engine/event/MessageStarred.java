package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Another device of the account put a star on a message, or took it away.
 *
 * @param key which message
 * @param starred whether it has one now
 * @param timestamp when, as that device says
 */
public record MessageStarred(MessageKey key, boolean starred, Instant timestamp) implements Event {}
