package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Another device of the account put a label on a chat or a message, or took it away.
 *
 * @param labelId which label
 * @param chat which chat
 * @param messageId which message of it, or null for the chat itself
 * @param assigned whether it is there now
 * @param timestamp when, as that device says
 */
public record LabelAssigned(
        String labelId, Jid chat, @Nullable String messageId, boolean assigned, Instant timestamp) implements Event {}
