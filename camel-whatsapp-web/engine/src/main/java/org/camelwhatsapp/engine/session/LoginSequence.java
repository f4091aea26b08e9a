package org.camelwhatsapp.engine.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.OfflineCompleted;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between the handshake and a session that is ready: the payload, {@code <success>}, the features'
 * preparations, the {@code active} request, and the bulletins around the offline queue. Source: docs/protocol.md,
 * "Login". Mailbox only.
 */
final class LoginSequence {
    private static final Logger LOG = LoggerFactory.getLogger(LoginSequence.class);
    private static final int OFFLINE_PAGE = 200;

    private final DefaultSession session;
    private final MailboxChannel wire;
    private final ConnectionController connection;
    private long connectionNumber;

    LoginSequence(DefaultSession session, MailboxChannel wire, ConnectionController connection) {
        this.session = session;
        this.wire = wire;
        this.connection = connection;
    }

    void register(StanzaRouter router) {
        router.onTag("success", this::onSuccess);
        router.onBulletin("offline_preview", this::onOfflinePreview);
        router.onBulletin("offline", node -> session.publish(new OfflineCompleted((int) node.longAttr("count", 0))));
        router.onBulletin("edge_routing", this::onEdgeRouting);
        router.onBulletin("dirty", this::onDirty);
    }

    /** The payload of the next handshake; a login also counts up the stored login counter. */
    CompletionStage<byte[]> payload() {
        Credentials credentials = session.credentials();
        if (!credentials.isPaired()) {
            return CompletableFuture.completedFuture(
                    ClientPayloads.registration(credentials, session.options().identity()));
        }
        Credentials counted = credentials.withLoginCounter(credentials.loginCounter() + 1);
        byte[] payload = ClientPayloads.login(counted, session.options().identity());
        return session.updateCredentials(counted).thenApply(v -> payload);
    }

    void onOpened(LinkInfo info) {
        connectionNumber++;
        Credentials credentials = session.credentials();
        if (credentials.isPaired() && !info.resumed()) {
            store(credentials.withServerStaticKey(info.serverStaticKey()));
        }
    }

    void onClosed() {
        connectionNumber++;
    }

    private void onSuccess(Node success) {
        Credentials credentials = session.credentials();
        Jid lid = success.jid("lid");
        if (lid != null && !lid.equals(credentials.lid())) {
            store(credentials.withLid(lid));
        }
        long number = connectionNumber;
        CompletionStage<Void> prepared = CompletableFuture.completedFuture(null);
        for (Feature feature : session.features()) {
            prepared = prepared.thenCompose(v -> number == connectionNumber ? feature.onLogin() : gone());
        }
        prepared.thenCompose(v -> wire.request(Node.builder("iq")
                        .attr("xmlns", "passive")
                        .attr("type", "set")
                        .attr("to", Jid.SERVER)
                        .child(Node.of("active"))
                        .build()))
                .whenComplete((answer, failure) -> onPrepared(number, failure));
    }

    /** A feature is prepared for a connection that is there. */
    private static CompletionStage<Void> gone() {
        return CompletableFuture.failedFuture(new NotConnectedException("the connection went during the login"));
    }

    private void onPrepared(long number, @Nullable Throwable failure) {
        if (number != connectionNumber) {
            return;
        }
        if (failure == null) {
            connection.onReady();
            return;
        }
        LOG.warn("session {}: login could not be completed", session.name(), Futures.unwrap(failure));
        connection.reconnect("login could not be completed", false);
    }

    private void onOfflinePreview(Node preview) {
        wire.send(Node.builder("ib")
                .child(Node.builder("offline_batch").attr("count", OFFLINE_PAGE).build())
                .build());
    }

    private void onEdgeRouting(Node routing) {
        Node info = routing.child("routing_info");
        byte[] bytes = info == null ? null : info.bytes();
        if (bytes != null && bytes.length > 0 && bytes.length <= 1_024) {
            store(session.credentials().withRoutingInfo(bytes));
        }
    }

    /**
     * Features hear of it as well and drop what they keep over connections. Groups, lists and the app state are asked for anew
     * with each connection, so the bit is cleared.
     */
    private void onDirty(Node dirty) {
        wire.request(Node.builder("iq")
                        .attr("xmlns", "urn:xmpp:whatsapp:dirty")
                        .attr("type", "set")
                        .attr("to", Jid.SERVER)
                        .child(Node.builder("clean")
                                .attr("type", dirty.requireAttr("type"))
                                .attr("timestamp", dirty.attr("timestamp"))
                                .build())
                        .build())
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.debug("session {}: dirty bit not cleared", session.name(), failure);
                    }
                });
    }

    private void store(Credentials updated) {
        session.updateCredentials(updated).whenComplete((v, failure) -> {
            if (failure != null) {
                LOG.error("session {}: credentials could not be stored", session.name(), failure);
                session.end(ConnectionState.FAILED, "the store failed");
            }
        });
    }
}
