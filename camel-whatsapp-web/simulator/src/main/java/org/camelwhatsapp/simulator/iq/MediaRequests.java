package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.media.MediaHost;

/** Tells devices where the media host is. Source: docs/protocol.md, "Media". */
public final class MediaRequests {
    private static final int TTL_SECONDS = 300;
    private static final int AUTH_TTL_SECONDS = 21_600;

    private MediaRequests() {}

    public static void register(RequestHandlers handlers, MediaHost media) {
        handlers.on(
                "w:m",
                "set",
                "media_conn",
                (connection, device, request) -> connection.send(Stanzas.result(
                        request,
                        Node.builder("media_conn")
                                .attr("auth", media.auth())
                                .attr("ttl", TTL_SECONDS)
                                .attr("auth_ttl", AUTH_TTL_SECONDS)
                                .attr("max_buckets", 12)
                                .child(Node.builder("host")
                                        .attr("hostname", media.host())
                                        .attr("type", "primary")
                                        .build())
                                .build())));
    }
}
