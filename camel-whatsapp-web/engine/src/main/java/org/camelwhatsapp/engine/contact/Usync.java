package org.camelwhatsapp.engine.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Questions about many users at once, 256 in one request. Mailbox only. Source: docs/protocol.md, "usync". */
public final class Usync {
    private static final int USERS_PER_QUERY = 256;

    private final Session session;

    public Usync(Session session) {
        this.session = session;
    }

    /**
     * Asks.
     *
     * @param context {@code interactive}, {@code background} or {@code message}
     * @param protocols what to ask, such as {@code <devices version=2/>}
     * @param users the {@code <user>} elements
     * @return the {@code <user>} elements of the answers, in no order; some may be missing
     */
    public CompletionStage<List<Node>> ask(String context, List<Node> protocols, List<Node> users) {
        List<Node> found = new ArrayList<>();
        CompletionStage<Void> chain = CompletableFuture.completedFuture(null);
        for (int from = 0; from < users.size(); from += USERS_PER_QUERY) {
            List<Node> part = users.subList(from, Math.min(users.size(), from + USERS_PER_QUERY));
            chain = chain.thenCompose(v -> session.wire().request(request(context, protocols, part)))
                    .thenAccept(answer -> take(answer, found));
        }
        return chain.thenApply(v -> found);
    }

    static Node user(Jid jid) {
        return Node.builder("user").attr("jid", jid.toUser()).build();
    }

    /** @param token what shows the user that it knows this account, or null */
    static Node user(Jid jid, @Nullable Node token) {
        return Node.builder("user").attr("jid", jid.toUser()).child(token).build();
    }

    private Node request(String context, List<Node> protocols, List<Node> users) {
        return Node.builder("iq")
                .attr("xmlns", "usync")
                .attr("type", "get")
                .attr("to", Jid.SERVER)
                .child(Node.builder("usync")
                        .attr("sid", session.wire().newId())
                        .attr("mode", "query")
                        .attr("last", "true")
                        .attr("index", "0")
                        .attr("context", context)
                        .child(Node.builder("query").children(protocols).build())
                        .child(Node.builder("list").children(users).build())
                        .build())
                .build();
    }

    private static void take(Node answer, List<Node> found) {
        Node usync = answer.requireChild("usync");
        Node result = usync.child("result");
        if (result != null) {
            for (Node protocol : result.children()) {
                Node error = protocol.child("error");
                if (error != null) {
                    throw new ServerErrorException(error.intAttr("code", 0), error.attr("text", protocol.tag()), null);
                }
            }
        }
        found.addAll(usync.requireChild("list").children("user"));
    }
}
