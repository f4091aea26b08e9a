package org.camelwhatsapp.engine.community;

import org.camelwhatsapp.engine.model.Jid;

/** How many members a group of a community has. */
public record MemberCount(Jid group, long members) {}
