package org.camelwhatsapp.engine.group;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/** Requests about groups. Mailbox only. */
public final class GroupWire {
    /** Requests that are about no group yet, or about several. */
    public static final Jid ALL = Jid.of("", Jid.GROUP_SERVER);

    private final Session session;

    public GroupWire(Session session) {
        this.session = session;
    }

    /** Asks; refusals that are known come as {@link GroupException}. */
    public CompletionStage<Node> get(Jid group, Node content) {
        return request("get", group, content);
    }

    /** Changes; refusals that are known come as {@link GroupException}. */
    public CompletionStage<Node> set(Jid group, Node content) {
        return request("set", group, content);
    }

    private CompletionStage<Node> request(String type, Jid to, Node content) {
        Node request = Node.builder("iq")
                .attr("xmlns", "w:g2")
                .attr("type", type)
                .attr("to", to)
                .child(content)
                .build();
        return Futures.namingRefusals(session.wire().request(request), GroupException::of);
    }
}
