package org.camelwhatsapp.engine.message;

/**
 * What is remembered of messages beyond their journal.
 *
 * @param addOns secrets, for what is said about messages
 * @param timers of chats whose messages vanish
 */
record MessageMemory(AddOns addOns, ChatTimers timers) {}
