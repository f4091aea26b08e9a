package org.camelwhatsapp.engine.contact;

import org.camelwhatsapp.engine.model.Jid;

/** The picture of one group of many. */
public record GroupPicture(Jid group, Picture picture) {}
