package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;

/**
 * What messages in and out have in common.
 *
 * @param addOns secrets, for what is said about messages
 * @param timers of chats whose messages vanish
 * @param peers what own devices tell each other
 * @param archive the durable record
 */
record MessageParts(AddOns addOns, ChatTimers timers, PeerMessages peers, ArchiveRecorder archive) {}
