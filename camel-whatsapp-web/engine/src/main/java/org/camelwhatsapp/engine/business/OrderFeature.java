package org.camelwhatsapp.engine.business;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/** What was ordered, for buyer and seller. Mailbox only. Source: docs/protocol.md, "Business". */
public final class OrderFeature implements Feature {
    private static final int ORDER_FORM = 5;

    private final BusinessWire wire;

    public OrderFeature(Session session) {
        this.wire = new BusinessWire(session, "fb:thrift_iq");
    }

    /**
     * The details of an order that came as a message.
     *
     * @param id the order's id in the message
     * @param token the token in the message, which is the right to ask
     */
    public CompletionStage<OrderDetails> details(String id, String token) {
        Node query = Node.builder("order")
                .attr("op", "get")
                .attr("id", id)
                .child(CatalogNodes.sized(Node.builder("image_dimensions")).build())
                .child(Leaves.of("token", token))
                .build();
        return wire.get(ORDER_FORM, query).thenApply(answer -> OrderNodes.read(answer.requireChild("order")));
    }
}
