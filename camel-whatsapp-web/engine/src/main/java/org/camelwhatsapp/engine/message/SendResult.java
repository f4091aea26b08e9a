package org.camelwhatsapp.engine.message;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;

/**
 * The server accepted a message.
 *
 * @param id the message id
 * @param chat where it went, as addressed on the wire
 * @param timestamp the server's time
 */
public record SendResult(String id, Jid chat, Instant timestamp) {}
