package org.camelwhatsapp.engine.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.camelwhatsapp.engine.message.content.MessageKeys;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the own phone for a copy of a message that cannot be read here, and takes it. At most 1,000 messages are waited for;
 * the oldest is given up when there are more. Mailbox only. Source: docs/protocol.md, "Messages between own devices".
 */
final class PlaceholderResend {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceholderResend.class);
    private static final int CAPACITY = 1_000;
    /** The sender is asked too, and is usually quicker. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Session session;
    private final PeerMessages peers;
    private final BiConsumer<JournalEntry, StoreTransaction> journal;
    private final Map<String, InboundStanza> missing;

    /** @param journal takes a copy as if it had come from its sender */
    PlaceholderResend(Session session, PeerMessages peers, BiConsumer<JournalEntry, StoreTransaction> journal) {
        this.session = session;
        this.peers = peers;
        this.journal = journal;
        this.missing = new BoundedMap<>(session.gauges(), "message.askedOfPhone", CAPACITY);
        peers.onResponse(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND, (notice, response, transaction) -> {
            onResponse(notice.message(), transaction);
            return ProtocolHandler.NOTHING;
        });
    }

    private static String name(InboundStanza stanza) {
        return stanza.chat() + "/" + stanza.id();
    }

    /** There is nothing to read at all: the phone is asked at once. */
    void askNow(InboundStanza stanza) {
        if (missing.putIfAbsent(name(stanza), stanza) == null) {
            ask(stanza);
        }
    }

    /** It cannot be read: the phone is asked if the sender's second copy has not come by then. */
    void askLater(InboundStanza stanza) {
        if (missing.putIfAbsent(name(stanza), stanza) != null) {
            return;
        }
        session.environment()
                .scheduling()
                .schedule(
                        PATIENCE,
                        () -> session.mailbox().execute(() -> {
                            if (missing.containsKey(name(stanza))
                                    && session.wire().isReady()) {
                                ask(stanza);
                            }
                        }));
    }

    /** It has come after all. */
    void found(InboundStanza stanza) {
        missing.remove(name(stanza));
    }

    private void ask(InboundStanza stanza) {
        MessageKey key = new MessageKey(
                stanza.chat(), stanza.id(), stanza.fromMe(), stanza.sender().toUser());
        ProtocolMessage request = ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                .setPeerDataOperationRequestMessage(PeerDataOperationRequestMessage.newBuilder()
                        .setPeerDataOperationRequestType(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
                        .addPlaceholderMessageResendRequest(
                                PeerDataOperationRequestMessage.PlaceholderMessageResendRequest.newBuilder()
                                        .setMessageKey(MessageKeys.write(key))))
                .build();
        peers.sendToPhone(request, Map.of()).whenComplete((id, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "session {}: the phone was not asked for a message: {}",
                        session.name(),
                        Futures.unwrap(failure).toString());
            }
        });
    }

    private void onResponse(ProtocolMessage protocol, StoreTransaction transaction) {
        for (PeerDataOperationRequestResponseMessage.PeerDataOperationResult result :
                protocol.getPeerDataOperationRequestResponseMessage().getPeerDataOperationResultList()) {
            if (result.hasPlaceholderMessageResendResponse()) {
                try {
                    take(
                            WebMessageInfo.parseFrom(
                                    result.getPlaceholderMessageResendResponse().getWebMessageInfoBytes()),
                            transaction);
                } catch (InvalidProtocolBufferException e) {
                    LOG.warn("session {}: the phone's copy of a message cannot be read", session.name());
                }
            }
        }
    }

    private void take(WebMessageInfo info, StoreTransaction transaction) {
        InboundStanza stanza = missing.values().stream()
                .filter(waiting -> waiting.id().equals(info.getKey().getId()))
                .findFirst()
                .orElse(null);
        if (stanza == null || !info.hasMessage()) {
            LOG.info("session {}: the phone sent a message that nobody waits for", session.name());
            return;
        }
        missing.remove(name(stanza));
        Jid alternate = stanza.senderAlternate();
        journal.accept(JournalEntry.of(stanza, info.getMessage(), alternate), transaction);
    }
}
