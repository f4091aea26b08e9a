package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A call rings, was answered or ended.
 *
 * @param callId names the call
 * @param action the wire's word: {@code offer}, {@code offer_notice}, {@code preaccept}, {@code accept}, {@code reject},
 *     {@code terminate}
 * @param from who did it
 * @param caller who calls
 * @param callerPhone the caller's number where the caller is named by LID, or null
 * @param group the group that is called, or null
 * @param video whether it is a video call
 * @param reason why it ended, such as {@code timeout}, or null
 * @param offline whether it happened while we were away
 * @param timestamp when
 */
public record CallChanged(
        String callId,
        String action,
        Jid from,
        Jid caller,
        @Nullable Jid callerPhone,
        @Nullable Jid group,
        boolean video,
        @Nullable String reason,
        boolean offline,
        Instant timestamp)
        implements Event {}
