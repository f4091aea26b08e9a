package org.camelwhatsapp.engine.message;

import java.nio.ByteBuffer;
import java.util.Map;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the sender of a message that could not be read to send it again. Mailbox only. Source: docs/protocol.md, "Retry receipts". */
final class RetryRequester {
    private static final Logger LOG = LoggerFactory.getLogger(RetryRequester.class);
    private static final int MAX_REQUESTS = 5;
    private static final int CAPACITY = 4_096;
    private static final byte[] CURVE_25519 = {5};

    private final Session session;
    private final PreKeyFeature preKeys;
    /** How often each message was asked for; the server's own count takes over when an entry was forgotten. */
    private final Map<String, Integer> counts;

    RetryRequester(Session session, PreKeyFeature preKeys) {
        this.session = session;
        this.preKeys = preKeys;
        this.counts = new BoundedMap<>(session.gauges(), "message.retriesAsked", CAPACITY);
    }

    void request(InboundStanza stanza, SignalException failure) {
        int seen = stanza.node().children("enc").stream()
                .mapToInt(enc -> enc.intAttr("count", 0))
                .max()
                .orElse(0);
        int count = Math.max(seen, counts.getOrDefault(stanza.id() + stanza.sender(), 0)) + 1;
        counts.put(stanza.id() + stanza.sender(), count);
        LOG.info(
                "session {}: a message cannot be read ({}), asking again, {} of {}",
                session.name(),
                failure.reason(),
                count,
                MAX_REQUESTS);
        if (count > MAX_REQUESTS) {
            acknowledge(stanza);
            return;
        }
        StoreTransaction transaction = session.store().transaction();
        Node keys = count >= 2 || failure.reason() == SignalException.Reason.NO_SESSION ? keys(transaction) : null;
        Node receipt = receipt(stanza, failure, count, keys);
        Futures.on(session.mailbox(), session.store().commit(transaction)).whenComplete((v, storeFailure) -> {
            if (storeFailure == null) {
                session.wire().send(receipt);
                acknowledge(stanza);
            }
        });
    }

    private Node receipt(
            InboundStanza stanza, SignalException failure, int count, @org.jspecify.annotations.Nullable Node keys) {
        return Node.builder("receipt")
                .attr("id", stanza.id())
                .attr("to", stanza.from())
                .attr("type", "retry")
                .attr("participant", stanza.isGroup() ? stanza.sender() : null)
                .attr("recipient", stanza.node().jid("recipient"))
                .child(Node.builder("retry")
                        .attr("count", count)
                        .attr("id", stanza.id())
                        .attr("t", stanza.timestamp().getEpochSecond())
                        .attr("v", 1)
                        .attr("error", failure.reason().code())
                        .build())
                .child(Node.of(
                        "registration",
                        ByteBuffer.allocate(4)
                                .putInt(session.credentials().registrationId())
                                .array()))
                .child(keys)
                .build();
    }

    private Node keys(StoreTransaction transaction) {
        Credentials credentials = session.credentials();
        return Node.of(
                "keys",
                Node.of("type", CURVE_25519),
                Node.of("identity", credentials.identityKey().publicKey()),
                preKeys.freshKeyNode(transaction),
                PreKeyFeature.signedNode(credentials.signedPreKey()),
                Node.of("device-identity", credentials.requireAccount().signedIdentity()));
    }

    private void acknowledge(InboundStanza stanza) {
        session.wire()
                .send(Node.builder("ack")
                        .attr("class", "message")
                        .attr("id", stanza.id())
                        .attr("to", stanza.from())
                        .attr("participant", stanza.isGroup() ? stanza.sender() : null)
                        .build());
    }
}
