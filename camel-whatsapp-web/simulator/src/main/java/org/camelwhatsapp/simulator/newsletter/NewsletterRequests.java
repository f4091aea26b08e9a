package org.camelwhatsapp.simulator.newsletter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/** Reading newsletters: posts, their counts, and being told of them. */
public final class NewsletterRequests {
    private static final int MAX_COUNT = 100;

    private final Newsletters newsletters;
    private final NewsletterPosts posts;

    private NewsletterRequests(Newsletters newsletters, NewsletterPosts posts) {
        this.newsletters = newsletters;
        this.posts = posts;
    }

    /** Answers one request of a device. */
    @FunctionalInterface
    private interface Answer {
        Node to(Device device, Node request);
    }

    public static void register(RequestHandlers handlers, Newsletters newsletters, NewsletterPosts posts) {
        NewsletterRequests requests = new NewsletterRequests(newsletters, posts);
        on(handlers, "get", "messages", requests::messages);
        on(handlers, "get", "message_updates", requests::updates);
        on(handlers, "set", "live_updates", requests::live);
        handlers.on("tos", "set", "notice", (connection, device, request) -> {
            device.account()
                    .profile()
                    .acceptNotice(request.requireChild("notice").requireAttr("id"));
            connection.send(Stanzas.result(request));
        });
    }

    private static void on(RequestHandlers handlers, String type, String child, Answer answer) {
        handlers.on("newsletter", type, child, (connection, device, request) -> {
            try {
                connection.send(Stanzas.result(request, answer.to(device, request)));
            } catch (RefusedException e) {
                connection.send(Stanzas.error(request, e.code(), String.valueOf(e.getMessage())));
            }
        });
    }

    private Node messages(Device device, Node request) {
        Node query = request.requireChild("messages");
        Newsletter newsletter = query.attr("type", "").equals("invite")
                ? newsletters.byInvite(query.requireAttr("key"))
                : newsletters.find(query.requireJid("jid"));
        if (newsletter == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return list(newsletter, query, post -> NewsletterNodes.listed(post, device.account()));
    }

    private Node updates(Device device, Node request) {
        Jid jid = request.requireJid("to");
        Newsletter newsletter = newsletters.require(jid);
        Account viewer = device.account();
        return Node.of(
                "message_updates",
                list(
                        newsletter,
                        request.requireChild("message_updates"),
                        post -> post.editedMillis() > 0
                                ? NewsletterNodes.listed(post, viewer)
                                : NewsletterNodes.counted(post, viewer)));
    }

    /** A page: the last ones before, or the first ones after, a server id; oldest first. */
    private Node list(Newsletter newsletter, Node query, Function<Post, Node> shown) {
        int count = query.intAttr("count", MAX_COUNT);
        if (count < 1 || count > MAX_COUNT) {
            throw new MalformedNodeException("a count out of range");
        }
        long before = query.longAttr("before", Long.MAX_VALUE);
        long after = query.longAttr("after", -1);
        List<Post> found = new ArrayList<>();
        for (Post post : newsletter.posts()) {
            if (post.serverId() < before && post.serverId() > after) {
                found.add(post);
            }
        }
        int size = found.size();
        List<Post> page = query.has("after")
                ? found.subList(0, Math.min(count, size))
                : found.subList(Math.max(0, size - count), size);
        return Node.builder("messages")
                .attr("t", newsletters.world().nowSeconds())
                .children(page.stream().map(shown).toList())
                .build();
    }

    private Node live(Device device, Node request) {
        Newsletter newsletter = newsletters.require(request.requireJid("to"));
        return Node.builder("live_updates")
                .attr("duration", posts.watch(device, newsletter))
                .build();
    }
}
