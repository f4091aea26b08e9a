package org.camelwhatsapp.simulator;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;

/** Shapes that the server sends in many places. */
public final class Stanzas {
    private Stanzas() {}

    public static Node result(Node request, Node... children) {
        return Node.builder("iq")
                .attr("type", "result")
                .attr("id", request.attr("id"))
                .attr("from", Jid.SERVER)
                .children(List.of(children))
                .build();
    }

    public static Node error(Node request, int code, String text) {
        return Node.builder("iq")
                .attr("type", "error")
                .attr("id", request.attr("id"))
                .attr("from", Jid.SERVER)
                .child(Node.builder("error")
                        .attr("code", code)
                        .attr("text", text)
                        .build())
                .build();
    }

    public static Node streamError(String code) {
        return Node.builder("stream:error").attr("code", code).build();
    }
}
