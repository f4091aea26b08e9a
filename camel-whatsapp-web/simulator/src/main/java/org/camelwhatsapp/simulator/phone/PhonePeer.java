package org.camelwhatsapp.simulator.phone;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.proto.WebMessageInfo;

/** What a phone answers to its own linked devices: copies of messages that they could not read. */
final class PhonePeer {
    private final PhoneCore phone;

    PhonePeer(PhoneCore phone) {
        this.phone = phone;
    }

    void answer(Jid device, String stanzaId, ProtocolMessage protocol) {
        PeerDataOperationRequestResponseMessage.Builder response = PeerDataOperationRequestResponseMessage.newBuilder()
                .setPeerDataOperationRequestType(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
                .setStanzaId(stanzaId);
        for (PeerDataOperationRequestMessage.PlaceholderMessageResendRequest request :
                protocol.getPeerDataOperationRequestMessage().getPlaceholderMessageResendRequestList()) {
            phone.inbox().all().stream()
                    .filter(received ->
                            received.id().equals(request.getMessageKey().getId()))
                    .findFirst()
                    .ifPresent(received -> response.addPeerDataOperationResult(copy(received)));
        }
        phone.sendToOwnDevice(
                device,
                Message.newBuilder()
                        .setProtocolMessage(ProtocolMessage.newBuilder()
                                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                                .setPeerDataOperationRequestResponseMessage(response))
                        .build());
    }

    private static PeerDataOperationRequestResponseMessage.PeerDataOperationResult copy(ReceivedMessage received) {
        WebMessageInfo info = WebMessageInfo.newBuilder()
                .setKey(MessageKey.newBuilder()
                        .setRemoteJid(received.chat().toString())
                        .setFromMe(received.fromSelf())
                        .setId(received.id()))
                .setMessage(received.message())
                .build();
        return PeerDataOperationRequestResponseMessage.PeerDataOperationResult.newBuilder()
                .setPlaceholderMessageResendResponse(
                        PeerDataOperationRequestResponseMessage.PeerDataOperationResult.PlaceholderMessageResendResponse
                                .newBuilder()
                                .setWebMessageInfoBytes(info.toByteString()))
                .build();
    }
}
