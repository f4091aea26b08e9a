package org.camelwhatsapp.engine.business;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/** Requests about businesses; refusals that are known come as {@link BusinessException}. Mailbox only. */
final class BusinessWire {
    private final Session session;
    private final String namespace;

    BusinessWire(Session session, String namespace) {
        this.session = session;
        this.namespace = namespace;
    }

    CompletionStage<Node> get(Node content) {
        return request("get", 0, content);
    }

    /** @param form the number of the request's form, which newer requests name */
    CompletionStage<Node> get(int form, Node content) {
        return request("get", form, content);
    }

    CompletionStage<Node> set(Node content) {
        return request("set", 0, content);
    }

    private CompletionStage<Node> request(String type, int form, Node content) {
        Node request = Node.builder("iq")
                .attr("xmlns", namespace)
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .attr("smax_id", form == 0 ? null : Integer.toString(form))
                .child(content)
                .build();
        return Futures.namingRefusals(session.wire().request(request), BusinessException::of);
    }
}
