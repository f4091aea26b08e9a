package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;

/** Names a sender key: the group and the device that made it. */
public record SenderKeyName(Jid group, SignalAddress sender) {}
