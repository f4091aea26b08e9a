package org.camelwhatsapp.engine.event;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Another device of the account blocked or unblocked users.
 *
 * @param blocked who is blocked from now on
 * @param unblocked who is no longer
 * @param complete false when the list has to be asked for to know
 */
public record BlocklistChanged(List<Jid> blocked, List<Jid> unblocked, boolean complete) implements Event {}
