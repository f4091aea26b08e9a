package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.model.Jid;

/**
 * A chat as it is kept. Times are milliseconds since 1970.
 *
 * @param unread how many messages of others came since it was read
 */
public record ChatRow(Jid chat, long lastAt, int unread, ChatChange.Flags flags) {}
