package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.session.ConnectionState.BACKING_OFF;
import static org.camelwhatsapp.engine.session.ConnectionState.CONNECTING;
import static org.camelwhatsapp.engine.session.ConnectionState.FAILED;
import static org.camelwhatsapp.engine.session.ConnectionState.LOGGED_OUT;
import static org.camelwhatsapp.engine.session.ConnectionState.LOGGING_IN;
import static org.camelwhatsapp.engine.session.ConnectionState.PAIRING;
import static org.camelwhatsapp.engine.session.ConnectionState.PAIRING_EXPIRED;
import static org.camelwhatsapp.engine.session.ConnectionState.READY;
import static org.camelwhatsapp.engine.session.ConnectionState.REPLACED;
import static org.camelwhatsapp.engine.session.ConnectionState.STOPPED;
import static org.camelwhatsapp.engine.session.ConnectionState.TEMPORARILY_BANNED;
import static org.camelwhatsapp.engine.session.ConnectionState.VERSION_REFUSED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every pair of states, against a table of its own. */
class ConnectionStateMachineTest {
    private static final Set<ConnectionState> ENDED =
            EnumSet.of(STOPPED, PAIRING_EXPIRED, REPLACED, LOGGED_OUT, TEMPORARILY_BANNED, VERSION_REFUSED, FAILED);
    private static final Map<ConnectionState, Set<ConnectionState>> WAYS = new EnumMap<>(ConnectionState.class);

    static {
        ENDED.forEach(ended -> WAYS.put(ended, EnumSet.of(CONNECTING, STOPPED, FAILED)));
        WAYS.put(CONNECTING, EnumSet.of(PAIRING, LOGGING_IN, BACKING_OFF, LOGGED_OUT, FAILED, STOPPED));
        WAYS.put(
                PAIRING,
                EnumSet.of(
                        CONNECTING,
                        BACKING_OFF,
                        PAIRING_EXPIRED,
                        REPLACED,
                        LOGGED_OUT,
                        TEMPORARILY_BANNED,
                        VERSION_REFUSED,
                        FAILED,
                        STOPPED));
        WAYS.put(
                LOGGING_IN,
                EnumSet.of(
                        READY,
                        CONNECTING,
                        BACKING_OFF,
                        REPLACED,
                        LOGGED_OUT,
                        TEMPORARILY_BANNED,
                        VERSION_REFUSED,
                        FAILED,
                        STOPPED));
        WAYS.put(
                READY,
                EnumSet.of(
                        CONNECTING,
                        BACKING_OFF,
                        REPLACED,
                        LOGGED_OUT,
                        TEMPORARILY_BANNED,
                        VERSION_REFUSED,
                        FAILED,
                        STOPPED));
        WAYS.put(BACKING_OFF, EnumSet.of(CONNECTING, LOGGED_OUT, FAILED, STOPPED));
    }

    /** The shortest way from the start to each state. */
    private static final Map<ConnectionState, ConnectionState[]> PATHS = new EnumMap<>(ConnectionState.class);

    static {
        PATHS.put(STOPPED, new ConnectionState[] {});
        PATHS.put(CONNECTING, new ConnectionState[] {CONNECTING});
        PATHS.put(PAIRING, new ConnectionState[] {CONNECTING, PAIRING});
        PATHS.put(LOGGING_IN, new ConnectionState[] {CONNECTING, LOGGING_IN});
        PATHS.put(READY, new ConnectionState[] {CONNECTING, LOGGING_IN, READY});
        PATHS.put(BACKING_OFF, new ConnectionState[] {CONNECTING, BACKING_OFF});
        PATHS.put(PAIRING_EXPIRED, new ConnectionState[] {CONNECTING, PAIRING, PAIRING_EXPIRED});
        for (ConnectionState end : new ConnectionState[] {REPLACED, LOGGED_OUT, TEMPORARILY_BANNED, VERSION_REFUSED}) {
            PATHS.put(end, new ConnectionState[] {CONNECTING, LOGGING_IN, end});
        }
        PATHS.put(FAILED, new ConnectionState[] {CONNECTING, FAILED});
    }

    static Stream<Arguments> pairs() {
        return Stream.of(ConnectionState.values())
                .flatMap(from -> Stream.of(ConnectionState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void takesEveryWayThatExistsAndNoOther(ConnectionState from, ConnectionState to) {
        ConnectionStateMachine machine = new ConnectionStateMachine();
        for (ConnectionState step : PATHS.get(from)) {
            machine.moveTo(step);
        }
        assertThat(machine.state()).isEqualTo(from);
        if (WAYS.get(from).contains(to)) {
            machine.moveTo(to);
            assertThat(machine.state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> machine.moveTo(to)).isInstanceOf(IllegalStateException.class);
            assertThat(machine.state()).isEqualTo(from);
        }
    }

    @ParameterizedTest
    @EnumSource(ConnectionState.class)
    void knowsWhichStatesEnd(ConnectionState state) {
        assertThat(ConnectionStateMachine.isEnded(state)).isEqualTo(ENDED.contains(state));
    }

    @Test
    void startsStopped() {
        assertThat(new ConnectionStateMachine().state()).isEqualTo(STOPPED);
    }
}
