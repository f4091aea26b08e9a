package org.camelwhatsapp.engine.community;

import org.camelwhatsapp.engine.model.Jid;

/**
 * What became of one group that was to be linked or unlinked.
 *
 * @param jid the group
 * @param code 200 when it was done, 401 not an admin of it, 404 unknown, 406 community full, 409 already linked
 */
public record LinkChange(Jid jid, int code) {}
