package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.model.Jid;

/** A user registered anew: the security code changed. */
public record IdentityChanged(Jid user) implements Event {}
