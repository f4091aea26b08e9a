package org.camelwhatsapp.engine.mex;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/** Asks stored queries, for any feature of the session. Mailbox only. Source: docs/protocol.md, "Stored queries". */
public final class MexClient {
    private final Session session;

    public MexClient(Session session) {
        this.session = session;
    }

    /**
     * Asks a query, or changes something by it: the wire makes no difference. Fails with {@link MexException} when the
     * query is refused, and with what requests fail with.
     */
    public CompletionStage<MexAnswer> ask(MexQuery query, JsonObject variables) {
        byte[] body = new JsonObject()
                .put("queryId", query.id())
                .put("variables", variables)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        Node iq = Node.builder("iq")
                .attr("xmlns", "w:mex")
                .attr("type", "get")
                .attr("to", Jid.SERVER)
                .child(Node.builder("query")
                        .attr("query_id", query.id())
                        .bytes(body)
                        .build())
                .build();
        return session.wire().request(iq).thenApply(answer -> MexAnswer.of(query, answer));
    }
}
