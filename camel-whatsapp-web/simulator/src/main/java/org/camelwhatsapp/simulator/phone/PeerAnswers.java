package org.camelwhatsapp.simulator.phone;

import java.util.EnumMap;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;

/** What a phone does with the messages of its own linked devices, by their type. What nobody takes is ignored. */
final class PeerAnswers {
    private final Map<ProtocolMessage.Type, PeerAnswer> byType = new EnumMap<>(ProtocolMessage.Type.class);
    private final Map<PeerDataOperationRequestType, PeerAnswer> byRequest =
            new EnumMap<>(PeerDataOperationRequestType.class);

    /** Says what happens when a device tells something. */
    void on(ProtocolMessage.Type type, PeerAnswer answer) {
        byType.put(type, answer);
    }

    /** Says what happens when a device asks for something. */
    void onRequest(PeerDataOperationRequestType type, PeerAnswer answer) {
        byRequest.put(type, answer);
    }

    void take(Jid device, String stanzaId, ProtocolMessage message) {
        PeerAnswer answer = message.getType() == ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE
                ? byRequest.get(message.getPeerDataOperationRequestMessage().getPeerDataOperationRequestType())
                : byType.get(message.getType());
        if (answer != null) {
            answer.take(device, stanzaId, message);
        }
    }
}
