package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;

/**
 * A message on its way out, ready to be encrypted.
 *
 * @param id fixed before anything is encrypted
 * @param chat where it goes, as the caller named it
 * @param message what it says
 */
record OutgoingMessage(String id, Jid chat, Message message) {}
