package org.camelwhatsapp.engine.media;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the media hosts and remembers the answer as long as it is good. Callers that come while a request is on its
 * way share it. May be called from any thread; the state is the mailbox's.
 */
final class MediaConnection {
    private final Session session;
    private @Nullable MediaServers cached;
    private @Nullable CompletableFuture<MediaServers> pending;

    MediaConnection(Session session) {
        this.session = session;
    }

    /** The hosts, from memory or from the service. Completes on the mailbox. */
    CompletionStage<MediaServers> servers() {
        return MailboxCalls.call(session.mailbox(), this::find);
    }

    /** As {@link #servers}, after a host refused these. */
    CompletionStage<MediaServers> insteadOf(MediaServers refused) {
        return MailboxCalls.call(session.mailbox(), () -> {
            if (refused.equals(cached)) {
                cached = null;
            }
            return find();
        });
    }

    /** Forgets everything, because the connection that it was asked on is gone. On the mailbox. */
    void clear() {
        cached = null;
        pending = null;
    }

    private CompletionStage<MediaServers> find() {
        MediaServers known = cached;
        if (known != null && session.environment().time().instant().isBefore(known.validUntil())) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<MediaServers> running = pending;
        if (running != null) {
            return running;
        }
        CompletableFuture<MediaServers> asked = new CompletableFuture<>();
        pending = asked;
        Node request = Node.builder("iq")
                .attr("xmlns", "w:m")
                .attr("type", "set")
                .attr("to", Jid.SERVER)
                .child(Node.of("media_conn"))
                .build();
        session.wire()
                .request(request)
                .thenApply(answer -> MediaServers.parse(
                        answer.requireChild("media_conn"),
                        session.environment().time().instant()))
                .whenComplete((servers, failure) -> settle(asked, servers, failure));
        return asked;
    }

    private void settle(
            CompletableFuture<MediaServers> asked, @Nullable MediaServers servers, @Nullable Throwable failure) {
        // After a reconnect an old answer still serves its callers but is not remembered.
        boolean current = pending == asked;
        if (current) {
            pending = null;
        }
        if (servers != null) {
            cached = current ? servers : cached;
            asked.complete(servers);
        } else if (failure != null) {
            asked.completeExceptionally(Futures.unwrap(failure));
        }
    }
}
