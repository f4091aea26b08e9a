package org.camelwhatsapp.engine.appstate;

import java.util.Collection;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncdPatch;
import org.jspecify.annotations.Nullable;

/** The requests about collections. Source: docs/protocol.md, "App state". */
final class CollectionNodes {
    private CollectionNodes() {}

    /** Asks for what followed these states, and for everything where there is none. */
    static Node fetch(Collection<AppStateCollection> wanted, Map<AppStateCollection, CollectionState> states) {
        Node.Builder sync = Node.builder("sync");
        for (AppStateCollection collection : wanted) {
            CollectionState state = states.get(collection);
            sync.child(Node.builder("collection")
                    .attr("name", collection.wireName())
                    .attr("version", state == null ? 0 : state.version())
                    .attr("return_snapshot", state == null ? "true" : "false")
                    .build());
        }
        return request(sync.build());
    }

    /** Uploads what follows a state. */
    static Node upload(AppStateCollection collection, long version, SyncdPatch patch) {
        return request(Node.of(
                "sync",
                Node.builder("collection")
                        .attr("name", collection.wireName())
                        .attr("version", version)
                        .attr("return_snapshot", "false")
                        .child(Node.of("patch", patch.toByteArray()))
                        .build()));
    }

    private static Node request(Node sync) {
        return Node.builder("iq")
                .attr("xmlns", "w:sync:app:state")
                .attr("type", "set")
                .attr("to", Jid.SERVER)
                .child(sync)
                .build();
    }

    /** What an answer says about a collection, or null if it says nothing. */
    static @Nullable Node find(Node answer, AppStateCollection collection) {
        for (Node node : answer.requireChild("sync").children("collection")) {
            if (node.attr("name", "").equals(collection.wireName())) {
                return node;
            }
        }
        return null;
    }

    /** The number of the error of a collection, or 0. */
    static int error(Node collection) {
        Node error = collection.child("error");
        return error == null ? 0 : error.intAttr("code", 500);
    }
}
