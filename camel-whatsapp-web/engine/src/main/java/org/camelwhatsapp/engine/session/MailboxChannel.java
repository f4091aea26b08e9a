package org.camelwhatsapp.engine.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** The session's way out: writes to the link there is, and waits for answers. Mailbox only. */
final class MailboxChannel implements StanzaChannel {
    private final RequestTracker requests;
    private final Duration timeout;
    private final String idPrefix;
    private long counter;
    private @Nullable Link link;
    private boolean ready;

    MailboxChannel(RequestTracker requests, Duration timeout, RandomSource random) {
        this.requests = requests;
        this.timeout = timeout;
        this.idPrefix = random.nextInt(65_536) + "." + random.nextInt(65_536) + "-";
    }

    void attach(Link newLink) {
        link = newLink;
        ready = false;
    }

    void detach() {
        link = null;
        ready = false;
        requests.failAll(null);
    }

    void setReady() {
        ready = true;
    }

    /** Completes whoever waits for this stanza. */
    boolean complete(Node stanza) {
        String id = stanza.attr("id");
        if (id == null) {
            return false;
        }
        if (stanza.is("iq")) {
            String type = stanza.attr("type", "");
            return (type.equals("result") || type.equals("error")) && requests.completeRequest("iq/" + id, stanza);
        }
        return stanza.is("ack")
                && stanza.attr("class", "").equals("message")
                && requests.complete("message/" + id, stanza);
    }

    @Override
    public void send(Node stanza) {
        Link current = link;
        if (current != null) {
            current.send(stanza);
        }
    }

    @Override
    public CompletionStage<Node> request(Node iq) {
        String id = iq.attr("id");
        Node numbered = id != null ? iq : iq.toBuilder().attr("id", newId()).build();
        return exchange("iq/" + numbered.requireAttr("id"), numbered);
    }

    @Override
    public CompletionStage<Node> sendMessage(Node message) {
        return exchange("message/" + message.requireAttr("id"), message);
    }

    private CompletionStage<Node> exchange(String key, Node stanza) {
        Link current = link;
        if (current == null) {
            return CompletableFuture.failedFuture(new NotConnectedException("not connected"));
        }
        CompletableFuture<Node> answer = requests.await(key, timeout).toCompletableFuture();
        if (!answer.isDone()) {
            current.send(stanza);
        }
        return answer;
    }

    @Override
    public String newId() {
        return idPrefix + ++counter;
    }

    @Override
    public boolean isReady() {
        return ready;
    }
}
