package org.camelwhatsapp.engine.newsletter;

import java.util.Map;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts that come in. Nothing is stored: the server is the journal. It keeps a post until it is acknowledged, and that is
 * done when the listeners are done. A post on which a listener failed, and one that came when 1,024 others waited, is not
 * acknowledged and comes again with the next connection. Mailbox only. Source: docs/protocol.md, "Newsletters".
 */
final class NewsletterInbox {
    private static final Logger LOG = LoggerFactory.getLogger(NewsletterInbox.class);
    private static final int CAPACITY = 1_024;
    private static final int MAX_SEEN = 4_096;

    private final Session session;
    private int waiting;

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

    NewsletterInbox(Session session) {
        this.session = session;
        this.seen = new BoundedMap<>(session.gauges(), "newsletter.seen", MAX_SEEN);
        session.gauges().add("newsletter.undelivered", CAPACITY, this::depth);
    }

    int depth() {
        return waiting;
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
        if (waiting >= CAPACITY) {
            LOG.warn("session {}: listeners are too slow, a newsletter's post is left to the server", session.name());
            return;
        }
        waiting++;
        session.deliver(new NewsletterMessageReceived(message, status, stanza.has("offline")))
                .whenComplete((nothing, failure) -> settle(stanza, post, failure));
    }

    private void settle(Node stanza, Post post, @Nullable Throwable failure) {
        waiting--;
        if (failure != null) {
            LOG.warn(
                    "session {}: a listener failed on a newsletter's post, which the server will send again: {}",
                    session.name(),
                    Futures.unwrap(failure).toString());
            return;
        }
        seen.put(post, true);
        acknowledge(stanza);
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
