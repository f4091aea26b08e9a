package org.camelwhatsapp.engine.newsletter;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts that come in. Nothing is stored: the server is the journal. It keeps a post until it is acknowledged, and that is
 * done when the listeners are done. A post on which a listener failed is delivered again after a pause that doubles up to
 * a minute; others pass it meanwhile. A post that comes when 1,024 others wait is left to the server, which sends it again
 * with the next connection. Mailbox only. Source: docs/protocol.md, "Newsletters".
 */
final class NewsletterInbox {
    private static final Logger LOG = LoggerFactory.getLogger(NewsletterInbox.class);
    private static final int CAPACITY = 1_024;
    private static final int MAX_SEEN = 4_096;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final Session session;
    /** Posts that the listeners have not done with, of 1,024. */
    private final Set<Post> waiting = new HashSet<>();

    /** Posts that the listeners had, for those that come twice. */
    private final Map<Post, Boolean> seen;

    /** What makes a post, and a later version of it, one of its own. */
    private record Post(Jid newsletter, long serverId, boolean deleted, Object version) {
        static Post of(NewsletterMessage message) {
            Object edited = message.edited();
            return new Post(
                    message.newsletter(),
                    message.serverId(),
                    message.deleted(),
                    edited == null ? message.timestamp() : edited);
        }
    }

    /** A post on its way to the listeners. */
    private record Delivery(Node stanza, Post post, NewsletterMessageReceived event, int failures) {
        Delivery again() {
            NewsletterMessageReceived again =
                    new NewsletterMessageReceived(event.message(), event.status(), event.offline(), true);
            return new Delivery(stanza, post, again, failures + 1);
        }
    }

    NewsletterInbox(Session session) {
        this.session = session;
        this.seen = new BoundedMap<>(session.gauges(), "newsletter.seen", MAX_SEEN);
        session.gauges().add("newsletter.undelivered", CAPACITY, this::depth);
    }

    int depth() {
        return waiting.size();
    }

    void onMessage(Node stanza) {
        receive(stanza, false);
    }

    void onStatus(Node stanza) {
        Jid from = stanza.requireJid("from");
        if (!from.isNewsletter()) {
            throw new MalformedNodeException("a status that is of no newsletter");
        }
        receive(stanza, true);
    }

    private void receive(Node stanza, boolean status) {
        NewsletterMessage message = NewsletterNodes.message(stanza.requireJid("from"), stanza);
        Post post = Post.of(message);
        if (seen.containsKey(post)) {
            acknowledge(stanza);
            return;
        }
        if (waiting.contains(post)) {
            // It came again with a new connection; it is acknowledged when the listeners are done.
            return;
        }
        if (waiting.size() >= CAPACITY) {
            LOG.warn("session {}: listeners are too slow, a newsletter's post is left to the server", session.name());
            return;
        }
        waiting.add(post);
        deliver(new Delivery(
                stanza, post, new NewsletterMessageReceived(message, status, stanza.has("offline"), false), 0));
    }

    private void deliver(Delivery delivery) {
        session.deliver(delivery.event).whenComplete((nothing, failure) -> {
            if (failure != null) {
                deliverLater(delivery, failure);
                return;
            }
            waiting.remove(delivery.post);
            seen.put(delivery.post, true);
            acknowledge(delivery.stanza);
        });
    }

    private void deliverLater(Delivery failed, Throwable failure) {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failed.failures, 10));
        LOG.warn(
                "session {}: a listener failed on a newsletter's post, delivering it again in {} ms: {}",
                session.name(),
                pause,
                Futures.unwrap(failure).toString());
        session.environment()
                .scheduling()
                .schedule(Duration.ofMillis(pause), () -> session.mailbox().execute(() -> deliver(failed.again())));
    }

    private void acknowledge(Node stanza) {
        session.wire()
                .send(Node.builder("ack")
                        .attr("class", stanza.tag())
                        .attr("id", stanza.attr("id"))
                        .attr("to", stanza.jid("from"))
                        .build());
    }
}
