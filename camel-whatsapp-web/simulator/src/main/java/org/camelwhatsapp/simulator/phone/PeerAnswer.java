package org.camelwhatsapp.simulator.phone;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message.ProtocolMessage;

/** What a phone does when one of its linked devices tells or asks it something. */
@FunctionalInterface
public interface PeerAnswer {
    /**
     * Takes a message.
     *
     * @param device who asks
     * @param stanzaId the id of its message, which an answer names
     */
    void take(Jid device, String stanzaId, ProtocolMessage message);
}
