package org.camelwhatsapp.simulator.newsletter;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;

/** Posts as the server sends them. Pure functions. */
final class NewsletterNodes {
    private NewsletterNodes() {}

    /** A post in a list, with all counts. */
    static Node listed(Post post, Account viewer) {
        return counts(post, viewer, body(post, viewer)).build();
    }

    /** The counts of a post. */
    static Node counted(Post post, Account viewer) {
        return counts(
                        post,
                        viewer,
                        Node.builder("message")
                                .attr("server_id", post.serverId())
                                .attr("t", post.seconds()))
                .build();
    }

    /** A post on its way to a follower. */
    static Node.Builder body(Post post, Account viewer) {
        Node.Builder node = Node.builder("message")
                .attr("id", post.id())
                .attr("server_id", post.serverId())
                .attr("t", post.seconds())
                .attr("type", post.type())
                .attr("is_sender", post.author() == viewer ? "true" : null)
                .attr("edit", post.isDeleted() ? "8" : post.editedMillis() > 0 ? "3" : null)
                .child(post.plaintext());
        Node meta = post.meta();
        if (meta != null || post.editedMillis() > 0) {
            Node.Builder shown = meta == null ? Node.builder("meta") : meta.toBuilder();
            if (post.editedMillis() > 0) {
                shown.attr("msg_edit_t", post.editedMillis()).attr("original_msg_t", post.seconds());
            }
            node.child(shown.build());
        }
        return node;
    }

    private static Node.Builder counts(Post post, Account viewer, Node.Builder node) {
        node.child(
                Node.builder("views_count").attr("count", post.viewers().size()).build());
        node.child(Node.builder("forwards_count").attr("count", 0).build());
        Node.Builder reactions = Node.builder("reactions");
        tally(post.reactions().values())
                .forEach((code, count) -> reactions.child(Node.builder("reaction")
                        .attr("code", code)
                        .attr("count", count)
                        .attr("is_sender", code.equals(post.reactions().get(viewer)) ? "true" : null)
                        .build()));
        Node.Builder votes = Node.builder("votes");
        tally(post.votes().values().stream().flatMap(Collection::stream).toList())
                .forEach((hash, count) -> votes.child(Node.builder("vote")
                        .attr("count", count)
                        .bytes(HexFormat.of().parseHex(hash))
                        .build()));
        node.child(reactions.build());
        return post.votes().isEmpty() ? node : node.child(votes.build());
    }

    private static Map<String, Long> tally(Collection<String> words) {
        Map<String, Long> counts = new TreeMap<>();
        words.forEach(word -> counts.merge(word, 1L, Long::sum));
        return counts;
    }
}
