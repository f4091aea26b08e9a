package org.camelwhatsapp.engine.message;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;

/**
 * A message from an own device to this one, which people never see.
 *
 * @param id the message's id
 * @param sender the own device that sent it
 * @param timestamp the server's time
 * @param message what it says
 */
public record ProtocolNotice(String id, Jid sender, Instant timestamp, Message.ProtocolMessage message) {
    /** Whether the phone itself said so, not another linked device. */
    public boolean fromPhone() {
        return sender.device() == 0;
    }

    /** Never prints the body. */
    @Override
    public String toString() {
        return "ProtocolNotice[" + id + ", " + message.getType() + "]";
    }
}
