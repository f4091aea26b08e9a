package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.model.Jid;

/**
 * A device could not read a message and asked for it again.
 *
 * @param messageId the message
 * @param requester the device
 * @param count how often it has asked
 * @param answered whether the message could be sent again
 */
public record RetryRequested(String messageId, Jid requester, int count, boolean answered) implements Event {}
