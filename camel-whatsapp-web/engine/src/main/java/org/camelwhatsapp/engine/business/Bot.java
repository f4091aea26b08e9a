package org.camelwhatsapp.engine.business;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A bot that the service offers.
 *
 * @param jid whom one writes to
 * @param personaId names its character, or null
 */
public record Bot(Jid jid, @Nullable String personaId) {}
