package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The phone accepted this device.
 *
 * @param jid own phone-number address with device
 * @param lid own LID with device
 * @param platform the phone's platform, or null
 * @param businessName the business name, or null
 */
public record Paired(
        Jid jid,
        Jid lid,
        @Nullable String platform,
        @Nullable String businessName) implements Event {}
