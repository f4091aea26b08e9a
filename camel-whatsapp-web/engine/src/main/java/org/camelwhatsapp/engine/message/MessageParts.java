package org.camelwhatsapp.engine.message;

/**
 * What messages in and out have in common.
 *
 * @param addOns secrets, for what is said about messages
 * @param timers of chats whose messages vanish
 * @param peers what own devices tell each other
 */
record MessageParts(AddOns addOns, ChatTimers timers, PeerMessages peers) {}
