package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.pacing.PacingFeature;

/**
 * What messages in and out have in common.
 *
 * @param addOns secrets, for what is said about messages
 * @param timers of chats whose messages vanish
 * @param peers what own devices tell each other
 * @param traffic who watches them
 */
record MessageParts(AddOns addOns, ChatTimers timers, PeerMessages peers, Traffic traffic) {
    ArchiveRecorder archive() {
        return traffic.archive();
    }

    PacingFeature pacing() {
        return traffic.pacing();
    }
}
