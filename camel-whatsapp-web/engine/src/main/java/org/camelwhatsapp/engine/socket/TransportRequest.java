package org.camelwhatsapp.engine.socket;

import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to connect.
 *
 * @param options the server, whom TLS trusts, the proxy and the time-out
 * @param routingInfo edge-routing bytes, presented in the query and a cookie, or null
 */
public record TransportRequest(SocketOptions options, byte @Nullable [] routingInfo) {

    /** Path and query, with the routing bytes. Source: docs/protocol.md, "Frames". */
    String pathAndQuery() {
        URI server = options.server();
        String path = server.getRawPath().isEmpty() ? "/" : server.getRawPath();
        String query = server.getRawQuery();
        if (routingInfo != null) {
            String parameter = "ED=" + Base64.getUrlEncoder().withoutPadding().encodeToString(routingInfo);
            query = query == null ? parameter : query + "&" + parameter;
        }
        return query == null ? path : path + "?" + query;
    }
}
