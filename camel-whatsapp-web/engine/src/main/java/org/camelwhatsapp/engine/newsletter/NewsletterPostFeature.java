package org.camelwhatsapp.engine.newsletter;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.NewsletterCountsChanged;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;

/**
 * What is posted in newsletters: read it, react, vote, be counted. Posts are sent as messages are. Mailbox only. Source:
 * docs/protocol.md, "Newsletters".
 */
public final class NewsletterPostFeature implements Feature {
    private static final int MAX_VIEWED = 1_000;
    private static final String TAKE_BACK = "7";

    private final Session session;
    private final NewsletterInbox inbox;
    private final NewsletterWatches watches;

    public NewsletterPostFeature(Session session) {
        this.session = session;
        this.inbox = new NewsletterInbox(session);
        this.watches = new NewsletterWatches(session, this::subscribe);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onMessagesFrom(Jid.NEWSLETTER_SERVER, inbox::onMessage);
        router.onTag("status", inbox::onStatus);
        router.onNotification("newsletter", this::onNotification);
    }

    @Override
    public CompletionStage<Void> onLogin() {
        watches.resume();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onDisconnect() {
        watches.pause();
    }

    int depth() {
        return inbox.depth();
    }

    private void onNotification(Node notification) {
        Jid newsletter = notification.requireJid("from");
        Node updates = notification.child("live_updates");
        if (updates == null) {
            return;
        }
        // Some servers leave the list out.
        Node list = updates.child("messages");
        List<NewsletterMessage> messages = NewsletterNodes.messages(newsletter, list == null ? updates : list);
        if (!messages.isEmpty()) {
            session.publish(new NewsletterCountsChanged(newsletter, messages, NewsletterNodes.time(notification)));
        }
    }

    /** Posts, oldest first, with what followers did with them. */
    public CompletionStage<List<NewsletterMessage>> messages(NewsletterPage page) {
        Jid newsletter = NewsletterFeature.check(page.newsletter());
        Node messages = range(Node.builder("messages").attr("type", "jid").attr("jid", newsletter), page);
        return session.wire()
                .request(iq("get", Jid.SERVER).child(messages).build())
                .thenApply(answer -> NewsletterNodes.messages(newsletter, answer.requireChild("messages")));
    }

    /** What followers did with posts, and which posts were changed. Their contents come where they were changed. */
    public CompletionStage<List<NewsletterMessage>> updates(NewsletterPage page) {
        Jid newsletter = NewsletterFeature.check(page.newsletter());
        Node updates = range(Node.builder("message_updates"), page);
        return session.wire()
                .request(iq("get", newsletter).child(updates).build())
                .thenApply(answer -> {
                    Node found = answer.requireChild("message_updates");
                    return NewsletterNodes.messages(newsletter, found.requireChild("messages"));
                });
    }

    private static Node range(Node.Builder node, NewsletterPage page) {
        node.attr("count", page.count());
        if (page.since() != null) {
            node.attr("since", page.since().getEpochSecond());
        }
        if (page.before() != null) {
            node.attr("before", page.before());
        }
        if (page.after() != null) {
            node.attr("after", page.after());
        }
        return node.build();
    }

    /**
     * Asks to be told what followers do, for a while.
     *
     * @return completes with how long; ask again before that, or use {@link #watch}
     */
    public CompletionStage<Duration> subscribe(Jid newsletter) {
        Node iq = iq("set", NewsletterFeature.check(newsletter))
                .child(Node.of("live_updates"))
                .build();
        return session.wire()
                .request(iq)
                .thenApply(answer ->
                        Duration.ofSeconds(answer.requireChild("live_updates").intAttr("duration", 0)));
    }

    /**
     * As {@link #subscribe}, and goes on to ask, with new connections too, until {@link #unwatch}. At most 256 newsletters
     * are watched by a session; one more fails with {@link IllegalArgumentException}.
     */
    public CompletionStage<Duration> watch(Jid newsletter) {
        return watches.add(NewsletterFeature.check(newsletter));
    }

    /** Asks no longer; the server may go on to tell for a while. */
    public CompletionStage<Void> unwatch(Jid newsletter) {
        watches.remove(newsletter);
        return CompletableFuture.completedFuture(null);
    }

    int watched() {
        return watches.size();
    }

    private static Node.Builder iq(String type, Jid to) {
        return Node.builder("iq").attr("xmlns", "newsletter").attr("type", type).attr("to", to);
    }

    /**
     * Puts an emoji on a post.
     *
     * @param emoji one emoji; the empty text takes it back
     */
    public CompletionStage<Void> react(Jid newsletter, long serverId, String emoji) {
        Node.Builder message = addOn(newsletter, serverId, "reaction");
        if (emoji.isEmpty()) {
            message.attr("edit", TAKE_BACK);
        }
        return send(message.child(Node.builder("reaction").attr("code", emoji).build()));
    }

    /**
     * Votes in a poll.
     *
     * @param options the chosen answers, word for word; none takes the vote back
     */
    public CompletionStage<Void> vote(Jid newsletter, long serverId, List<String> options) {
        Node.Builder votes = Node.builder("votes");
        options.forEach(option -> votes.child(Node.of("vote", NewsletterNodes.hash(option))));
        return send(addOn(newsletter, serverId, "poll")
                .child(votes.build())
                .child(Node.builder("meta").attr("polltype", "vote").build()));
    }

    private Node.Builder addOn(Jid newsletter, long serverId, String type) {
        return Node.builder("message")
                .attr("to", NewsletterFeature.check(newsletter))
                .attr("id", session.wire().newId())
                .attr("server_id", serverId)
                .attr("type", type);
    }

    private CompletionStage<Void> send(Node.Builder message) {
        return session.wire().sendMessage(message.build()).thenAccept(ack -> {
            int error = ack.intAttr("error", 0);
            if (error != 0) {
                throw SendFailedException.ofServerCode(error);
            }
        });
    }

    /**
     * Says that posts were seen, which counts them.
     *
     * @param serverIds 1 to 1,000
     */
    public CompletionStage<Void> markViewed(Jid newsletter, List<Long> serverIds) {
        if (serverIds.isEmpty() || serverIds.size() > MAX_VIEWED) {
            throw new IllegalArgumentException("serverIds: expected 1 to " + MAX_VIEWED);
        }
        if (!session.wire().isReady()) {
            return CompletableFuture.failedFuture(new NotConnectedException("the session is not connected"));
        }
        Node.Builder list = Node.builder("list");
        serverIds.forEach(
                id -> list.child(Node.builder("item").attr("server_id", id).build()));
        session.wire()
                .send(Node.builder("receipt")
                        .attr("to", NewsletterFeature.check(newsletter))
                        .attr("id", session.wire().newId())
                        .attr("type", "view")
                        .child(list.build())
                        .build());
        return CompletableFuture.completedFuture(null);
    }
}
