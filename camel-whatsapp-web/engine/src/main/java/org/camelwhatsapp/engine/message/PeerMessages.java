package org.camelwhatsapp.engine.message;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;

/**
 * Messages to own devices, and the phone's answers to what it was asked. A message is sent once; whoever needs an answer
 * asks again after a while. Mailbox only. Source: docs/protocol.md, "Messages between own devices".
 */
public final class PeerMessages {
    private final Session session;
    private final SignalState state;
    private final PairwiseEncryptor encryptor;
    private final ProtocolMessages protocol;
    private final Map<PeerDataOperationRequestType, ResponseHandler> handlers =
            new EnumMap<>(PeerDataOperationRequestType.class);

    /** What a feature does with the phone's answers. The rules are those of {@link ProtocolHandler}. */
    @FunctionalInterface
    public interface ResponseHandler {
        /**
         * Takes an answer.
         *
         * @param response names the request by the id under which it was sent
         * @return run on the mailbox when the transaction is durable
         */
        Runnable handle(
                ProtocolNotice notice,
                Message.PeerDataOperationRequestResponseMessage response,
                StoreTransaction transaction);
    }

    PeerMessages(Session session, SignalState state, PairwiseEncryptor encryptor, ProtocolMessages protocol) {
        this.session = session;
        this.state = state;
        this.encryptor = encryptor;
        this.protocol = protocol;
        protocol.on(Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE, this::answered);
    }

    ProtocolMessages protocol() {
        return protocol;
    }

    /** @throws IllegalStateException if answers of this type have a handler already */
    public void onResponse(PeerDataOperationRequestType type, ResponseHandler handler) {
        if (handlers.putIfAbsent(type, handler) != null) {
            throw new IllegalStateException("two handlers for answers of " + type);
        }
    }

    private Runnable answered(ProtocolNotice notice, StoreTransaction transaction) {
        Message.PeerDataOperationRequestResponseMessage response =
                notice.message().getPeerDataOperationRequestResponseMessage();
        ResponseHandler handler = handlers.get(response.getPeerDataOperationRequestType());
        // Another linked device has no business answering for the phone.
        return handler == null || !notice.fromPhone()
                ? ProtocolHandler.NOTHING
                : handler.handle(notice, response, transaction);
    }

    /**
     * Asks the phone for something.
     *
     * @return completes with the id that the answer will name when the server has taken the request
     */
    public CompletionStage<String> request(PeerDataOperationRequestMessage request) {
        return sendToPhone(
                Message.ProtocolMessage.newBuilder()
                        .setType(Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                        .setPeerDataOperationRequestMessage(request)
                        .build(),
                Map.of());
    }

    /**
     * Sends to the phone.
     *
     * @param attributes of the stanza, such as {@code push_priority}
     * @return completes with the message's id when the server has taken it
     */
    public CompletionStage<String> sendToPhone(Message.ProtocolMessage message, Map<String, String> attributes) {
        return send(session.credentials().requireAccount().lid().withDevice(0), message, attributes);
    }

    /**
     * Sends to one own device.
     *
     * @return completes with the message's id when the server has taken it; fails with {@link NotConnectedException},
     *     {@link SendFailedException} or {@link org.camelwhatsapp.engine.signal.SignalException}
     */
    public CompletionStage<String> send(Jid device, Message.ProtocolMessage message, Map<String, String> attributes) {
        LinkedAccount account = session.credentials().requireAccount();
        if (!account.isSelf(device)) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("peer messages go to own devices only"));
        }
        if (!session.wire().isReady()) {
            return CompletableFuture.failedFuture(new NotConnectedException("not connected"));
        }
        Jid target = account.lid().withDevice(device.device());
        String id = MessageIds.next(session.environment().random());
        Message whole = Message.newBuilder().setProtocolMessage(message).build();
        SignalState.Changes changes = state.changes();
        return encryptor
                .prepare(List.of(target), changes)
                .thenCompose(bundles -> {
                    Ciphertext ciphertext = encryptor.encryptNew(
                            target,
                            Padding.add(
                                    whole.toByteArray(), session.environment().random()),
                            bundles.get(target),
                            changes);
                    Node stanza = stanza(id, account.jid().withDevice(target.device()), ciphertext, attributes);
                    return changes.commit()
                            .thenCompose(v -> session.wire().sendMessage(stanza))
                            .thenApply(ack -> {
                                int error = ack.intAttr("error", 0);
                                if (error != 0) {
                                    throw SendFailedException.ofServerCode(error);
                                }
                                return id;
                            });
                })
                .whenComplete((v, failure) -> changes.abandon());
    }

    private Node stanza(String id, Jid to, Ciphertext ciphertext, Map<String, String> attributes) {
        Node.Builder stanza = Node.builder("message")
                .attr("to", to)
                .attr("id", id)
                .attr("type", "text")
                .attr("category", "peer");
        attributes.forEach(stanza::attr);
        return stanza.child(Node.builder("meta").attr("appdata", "default").build())
                .child(Node.builder("enc")
                        .attr("v", 2)
                        .attr("type", ciphertext.wireType())
                        .bytes(ciphertext.bytes())
                        .build())
                .child(ciphertext.preKey() ? DirectSend.identity(session) : null)
                .build();
    }
}
