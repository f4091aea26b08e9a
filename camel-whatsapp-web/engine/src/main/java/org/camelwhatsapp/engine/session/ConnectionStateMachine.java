package org.camelwhatsapp.engine.session;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The states of a session and the ways between them.
 *
 * <table>
 * <caption>Edges</caption>
 * <tr><th>from</th><th>to</th></tr>
 * <tr><td>STOPPED and every ended state</td><td>CONNECTING (start), STOPPED (stop)</td></tr>
 * <tr><td>CONNECTING</td><td>PAIRING, LOGGING_IN, BACKING_OFF, LOGGED_OUT (on request), FAILED, STOPPED</td></tr>
 * <tr><td>PAIRING</td><td>CONNECTING (paired), PAIRING_EXPIRED, BACKING_OFF, VERSION_REFUSED, FAILED, STOPPED</td></tr>
 * <tr><td>LOGGING_IN, READY</td><td>READY, CONNECTING (restart), BACKING_OFF, every ended state</td></tr>
 * <tr><td>BACKING_OFF</td><td>CONNECTING, LOGGED_OUT (on request), FAILED (tries used up), STOPPED</td></tr>
 * </table>
 *
 * <p>An ended state stays until the session is started again. Not thread-safe.
 */
final class ConnectionStateMachine {
    private static final Set<ConnectionState> ENDED = EnumSet.of(
            ConnectionState.STOPPED,
            ConnectionState.PAIRING_EXPIRED,
            ConnectionState.REPLACED,
            ConnectionState.LOGGED_OUT,
            ConnectionState.TEMPORARILY_BANNED,
            ConnectionState.VERSION_REFUSED,
            ConnectionState.FAILED);
    private static final Map<ConnectionState, Set<ConnectionState>> EDGES = edges();

    private ConnectionState state = ConnectionState.STOPPED;

    private static Map<ConnectionState, Set<ConnectionState>> edges() {
        Map<ConnectionState, Set<ConnectionState>> edges = new EnumMap<>(ConnectionState.class);
        for (ConnectionState ended : ENDED) {
            edges.put(ended, EnumSet.of(ConnectionState.CONNECTING, ConnectionState.STOPPED, ConnectionState.FAILED));
        }
        edges.put(
                ConnectionState.CONNECTING,
                EnumSet.of(
                        ConnectionState.PAIRING,
                        ConnectionState.LOGGING_IN,
                        ConnectionState.BACKING_OFF,
                        ConnectionState.LOGGED_OUT,
                        ConnectionState.FAILED,
                        ConnectionState.STOPPED));
        Set<ConnectionState> fromPairing = EnumSet.copyOf(ENDED);
        fromPairing.add(ConnectionState.CONNECTING);
        fromPairing.add(ConnectionState.BACKING_OFF);
        edges.put(ConnectionState.PAIRING, fromPairing);
        Set<ConnectionState> fromLogin = EnumSet.copyOf(fromPairing);
        fromLogin.remove(ConnectionState.PAIRING_EXPIRED);
        fromLogin.add(ConnectionState.READY);
        edges.put(ConnectionState.LOGGING_IN, fromLogin);
        Set<ConnectionState> fromReady = EnumSet.copyOf(fromLogin);
        fromReady.remove(ConnectionState.READY);
        edges.put(ConnectionState.READY, fromReady);
        edges.put(
                ConnectionState.BACKING_OFF,
                EnumSet.of(
                        ConnectionState.CONNECTING,
                        ConnectionState.LOGGED_OUT,
                        ConnectionState.FAILED,
                        ConnectionState.STOPPED));
        return edges;
    }

    ConnectionState state() {
        return state;
    }

    static boolean isEnded(ConnectionState state) {
        return ENDED.contains(state);
    }

    static boolean isEdge(ConnectionState from, ConnectionState to) {
        return EDGES.getOrDefault(from, Set.of()).contains(to);
    }

    /** @throws IllegalStateException if there is no such edge */
    void moveTo(ConnectionState next) {
        requireEdge(next);
        state = next;
    }

    /** @throws IllegalStateException if there is no such edge */
    void requireEdge(ConnectionState next) {
        if (!isEdge(state, next)) {
            throw new IllegalStateException("no way from " + state + " to " + next);
        }
    }
}
