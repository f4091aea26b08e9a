package org.camelwhatsapp.engine.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the devices of one account tell each other behind the scenes: by kind to whom it concerns, and to the phone. Believed
 * only when the own phone says it. Mailbox only. Source: docs/protocol.md, "Peer messages".
 */
final class PeerMessages {
    private static final Logger LOG = LoggerFactory.getLogger(PeerMessages.class);
    private static final StanzaTraits TRAITS = new StanzaTraits("text", null, null, false, null);

    private final Session session;
    private final SignalState state;
    private final PairwiseEncryptor encryptor;
    private final Map<ProtocolMessage.Type, Handler> handlers = new HashMap<>();

    /** Takes one kind; what it writes goes into the transaction of the burst. */
    @FunctionalInterface
    interface Handler {
        void onPeerMessage(ProtocolMessage message, StoreTransaction transaction);
    }

    PeerMessages(Session session, SignalState state, PairwiseEncryptor encryptor) {
        this.session = session;
        this.state = state;
        this.encryptor = encryptor;
    }

    /** Says who takes a kind; before the session starts. */
    void on(ProtocolMessage.Type type, Handler handler) {
        handlers.put(type, handler);
    }

    /** Takes a message that own devices sent each other. */
    void receive(InboundStanza stanza, Message message, StoreTransaction transaction) {
        ProtocolMessage protocol = message.getProtocolMessage();
        Handler handler = message.hasProtocolMessage() ? handlers.get(protocol.getType()) : null;
        boolean byPhone = stanza.fromMe() && stanza.sender().device() == 0;
        if (handler == null || !byPhone) {
            LOG.debug("session {}: nobody takes a peer message", session.name());
            return;
        }
        handler.onPeerMessage(protocol, transaction);
    }

    /** Tells the own phone something. Completes when the server has it. */
    CompletionStage<Void> toPhone(ProtocolMessage protocol) {
        LinkedAccount account = session.credentials().requireAccount();
        Jid phone = account.lid().toUser();
        Message message = Message.newBuilder().setProtocolMessage(protocol).build();
        byte[] padded = Padding.add(message.toByteArray(), session.environment().random());
        return encryptor.prepare(List.of(phone)).thenCompose(bundles -> {
            SignalState.Changes changes = state.changes();
            if (bundles.containsKey(phone)) {
                encryptor.initiate(phone, bundles.get(phone), changes);
            }
            Ciphertext ciphertext = encryptor.encryptOne(phone, padded, changes);
            Node stanza = Node.builder("message")
                    .attr("to", account.jid().toUser())
                    .attr("id", MessageIds.next(session.environment().random()))
                    .attr("type", "text")
                    .attr("category", "peer")
                    .child(Node.builder("meta").attr("appdata", "default").build())
                    .child(PairwiseEncryptor.enc(ciphertext, TRAITS, 0))
                    .child(ciphertext.preKey() ? DirectSend.identity(session) : null)
                    .build();
            return changes.commit()
                    .thenCompose(v -> session.wire().sendMessage(stanza))
                    .thenAccept(ack -> {
                        int error = ack.intAttr("error", 0);
                        if (error != 0) {
                            throw SendFailedException.ofServerCode(error);
                        }
                    });
        });
    }

    /** Does something in the background; a failure is logged, as the other side asks again or nobody waits. */
    void inBackground(CompletionStage<Void> work, String what) {
        work.whenComplete((v, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "session {}: {}: {}",
                        session.name(),
                        what,
                        Futures.unwrap(failure).toString());
            }
        });
    }
}
