package org.camelwhatsapp.engine.history;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;

/**
 * The message before which older ones are asked for.
 *
 * @param chat its conversation
 * @param id its id
 * @param fromMe whether the own account wrote it
 * @param at when it was sent
 */
public record HistoryAnchor(Jid chat, String id, boolean fromMe, Instant at) {}
