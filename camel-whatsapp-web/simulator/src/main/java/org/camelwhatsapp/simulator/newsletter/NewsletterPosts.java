package org.camelwhatsapp.simulator.newsletter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.server.Connection;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;

/**
 * Posts and what is done with them. Followers get posts, and those who asked for it the counts. Refuses with {@link
 * RefusedException}. Event loop only.
 */
public final class NewsletterPosts {
    private static final long LIVE_SECONDS = 300;

    private final Newsletters newsletters;
    private final World world;

    public NewsletterPosts(Newsletters newsletters) {
        this.newsletters = newsletters;
        this.world = newsletters.world();
    }

    /** Takes a message of a linked device, and tells it what became of it. */
    public void onMessage(Connection connection, Device device, Node message) {
        Node.Builder ack = Node.builder("ack")
                .attr("class", "message")
                .attr("id", message.attr("id"))
                .attr("from", message.jid("to"))
                .attr("t", world.nowSeconds());
        try {
            long serverId = take(device.account(), device, message);
            connection.send(ack.attr("server_id", serverId).build());
        } catch (RefusedException e) {
            connection.send(ack.attr("error", e.code()).build());
        }
    }

    /**
     * Takes a post, a new version of one, a reaction or a vote.
     *
     * @param from the device it came from, or null for the phone
     * @return the server id of the post
     */
    public long take(Account actor, @Nullable Device from, Node message) {
        Jid jid = message.requireJid("to");
        if (message.has("server_id")) {
            return addOn(actor, newsletters.require(jid), message);
        }
        Newsletter newsletter = newsletters.runBy(actor, jid);
        String edit = message.attr("edit", "");
        Post known = newsletter.post(message.requireAttr("id"));
        if (edit.isEmpty() && known != null) {
            // Sent again, because the answer was lost.
            return known.serverId();
        }
        Post post = edit.isEmpty() ? newsletter.add(message, actor, world.nowSeconds()) : require(known);
        long now = world.options().time().millis();
        if (edit.equals("8")) {
            post.delete(now);
        } else if (!edit.isEmpty()) {
            post.edit(message.requireChild("plaintext"), now);
        }
        bring(newsletter, post, from);
        return post.serverId();
    }

    private static Post require(@Nullable Post post) {
        if (post == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return post;
    }

    private void bring(Newsletter newsletter, Post post, @Nullable Device from) {
        for (Account member : newsletter.members().keySet()) {
            Node stanza = NewsletterNodes.body(post, member)
                    .attr("from", newsletter.jid())
                    .build();
            for (Device device : member.devices()) {
                if (device != from) {
                    device.deliver(stanza);
                }
            }
            world.router().toPhone(member, stanza);
        }
    }

    private long addOn(Account actor, Newsletter newsletter, Node message) {
        Post post = require(newsletter.post(message.longAttr("server_id", 0)));
        Node reaction = message.child("reaction");
        Node votes = message.child("votes");
        if (votes != null) {
            List<String> chosen = new ArrayList<>();
            votes.children("vote").forEach(vote -> chosen.add(HexFormat.of().formatHex(vote.requireBytes(32))));
            post.votes().put(actor, chosen);
        } else if (reaction != null && reaction.has("code")) {
            if (newsletter.reactionCodes().equals("NONE")) {
                throw new RefusedException(406, "not-acceptable");
            }
            post.reactions().put(actor, reaction.requireAttr("code"));
        } else {
            post.reactions().remove(actor);
        }
        tellWatchers(newsletter, post);
        return post.serverId();
    }

    /** Takes a receipt of a linked device. */
    public void onReceipt(Connection connection, Device device, Node receipt) {
        connection.send(Node.builder("ack")
                .attr("class", "receipt")
                .attr("id", receipt.attr("id"))
                .attr("from", receipt.jid("to"))
                .attr("type", receipt.attr("type"))
                .build());
        Newsletter newsletter = newsletters.find(receipt.requireJid("to"));
        Node list = receipt.child("list");
        if (newsletter != null && list != null && receipt.attr("type", "").equals("view")) {
            for (Node item : list.children("item")) {
                view(device.account(), newsletter, item.longAttr("server_id", 0));
            }
        }
    }

    /** Counts a view; a second one of the same account does not count. */
    public void view(Account account, Newsletter newsletter, long serverId) {
        Post post = newsletter.post(serverId);
        if (post != null && post.viewers().add(account)) {
            tellWatchers(newsletter, post);
        }
    }

    /** From now on the device is told what followers do; returns for how many seconds. */
    long watch(Device device, Newsletter newsletter) {
        newsletter.watchers().put(device, world.nowSeconds() + LIVE_SECONDS);
        return LIVE_SECONDS;
    }

    private void tellWatchers(Newsletter newsletter, Post post) {
        newsletter.watchers().values().removeIf(until -> until < world.nowSeconds());
        for (Device device : newsletter.watchers().keySet()) {
            Node messages = Node.builder("messages")
                    .attr("t", world.nowSeconds())
                    .child(NewsletterNodes.counted(post, device.account()))
                    .build();
            device.deliver(world.router()
                    .notification("newsletter", newsletter.jid())
                    .child(Node.of("live_updates", messages))
                    .build());
        }
    }
}
