package org.camelwhatsapp.engine.media;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;

/**
 * The media hosts and the right to use them, as the service granted it.
 *
 * @param auth the authorisation for uploads; a secret
 * @param hosts host names, perhaps with port, in the order in which to try them
 * @param validUntil when to ask again
 */
record MediaServers(String auth, List<String> hosts, Instant validUntil) {
    private static final long FIRST_ABSOLUTE_TTL = 1_000_000_000L;
    private static final long DEFAULT_TTL_SECONDS = 300;
    private static final int MAX_HOSTS = 16;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

    /**
     * Reads {@code <media_conn>}. Fallback hosts come last; names that are none are left out.
     *
     * @throws MalformedNodeException if there is no authorisation or no host
     */
    static MediaServers parse(Node node, Instant now) {
        List<String> hosts = new ArrayList<>();
        List<String> fallback = new ArrayList<>();
        for (Node host : node.children("host")) {
            String name = host.attr("hostname", "");
            if (HOST.matcher(name).matches()) {
                (host.attr("type", "").equals("fallback") ? fallback : hosts).add(name);
            }
        }
        hosts.addAll(fallback);
        if (hosts.isEmpty()) {
            throw new MalformedNodeException("<media_conn> names no host");
        }
        long ttl = node.longAttr("ttl", DEFAULT_TTL_SECONDS);
        // A number this large is a time, not a duration.
        Instant validUntil = ttl >= FIRST_ABSOLUTE_TTL
                ? Instant.ofEpochSecond(
                        Math.min(ttl, now.getEpochSecond() + Duration.ofDays(1).toSeconds()))
                : now.plusSeconds(Math.max(0, ttl));
        return new MediaServers(
                node.requireAttr("auth"), List.copyOf(hosts.subList(0, Math.min(MAX_HOSTS, hosts.size()))), validUntil);
    }

    /** Never prints the authorisation. */
    @Override
    public String toString() {
        return "MediaServers" + hosts;
    }
}
