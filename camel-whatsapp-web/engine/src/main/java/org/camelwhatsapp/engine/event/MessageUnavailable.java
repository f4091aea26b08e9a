package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;

/**
 * A message came that cannot be read yet. A copy was asked for; if it comes, it follows as {@link MessageReceived} with
 * the same key.
 *
 * @param key the message
 * @param sender the device it came from
 * @param timestamp when it was sent
 * @param cause a stable word: {@code undecryptable}, {@code unavailable}, {@code view-once}
 */
public record MessageUnavailable(MessageKey key, Jid sender, Instant timestamp, String cause) implements Event {}
