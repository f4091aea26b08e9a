package org.camelwhatsapp.engine.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.pairing.PairingState.CONFIRMING;
import static org.camelwhatsapp.engine.pairing.PairingState.EXPIRED;
import static org.camelwhatsapp.engine.pairing.PairingState.FAILED;
import static org.camelwhatsapp.engine.pairing.PairingState.IDLE;
import static org.camelwhatsapp.engine.pairing.PairingState.LINKED;
import static org.camelwhatsapp.engine.pairing.PairingState.REJECTED;
import static org.camelwhatsapp.engine.pairing.PairingState.SHOWING;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.junit.jupiter.api.Test;

/** Walks every edge of the table in {@link PairingState} with stanzas, and compares the table with what was walked. */
class PairingStateTest {
    private final Map<PairingState, Set<PairingState>> walked = new EnumMap<>(PairingState.class);

    private ScriptedSession server = new ScriptedSession();
    private PairingFeature feature = server.add(new PairingFeature(server.session));

    private void step(PairingState expected, Runnable event) {
        PairingState before = feature.state();
        event.run();
        assertThat(feature.state()).isEqualTo(expected);
        walked.computeIfAbsent(before, s -> EnumSet.noneOf(PairingState.class)).add(expected);
    }

    private void anew() {
        server = new ScriptedSession();
        feature = server.add(new PairingFeature(server.session));
    }

    private void offer() {
        server.receive(TestPhone.pairDevice(6));
    }

    private void genuine() {
        server.receive(new TestPhone().pairSuccess(server.credentials));
    }

    private void forged() {
        TestPhone phone = new TestPhone();
        phone.flipHmac = true;
        server.receive(phone.pairSuccess(server.credentials));
    }

    private void store() {
        server.memory.release();
        server.loop.run();
    }

    @Test
    void everyEdgeOfTheTableIsWalkedAndNoOther() {
        step(IDLE, server::disconnect);
        step(SHOWING, this::offer);
        step(SHOWING, this::offer);
        step(SHOWING, () -> server.loop.advance(Duration.ofSeconds(60)));
        step(IDLE, server::disconnect);
        step(SHOWING, this::offer);
        step(EXPIRED, () -> server.loop.advance(Duration.ofSeconds(160)));
        step(IDLE, server::disconnect);
        step(REJECTED, this::forged);
        step(IDLE, server::disconnect);
        step(SHOWING, this::offer);
        step(REJECTED, this::forged);
        step(IDLE, server::disconnect);
        server.memory.hold();
        step(CONFIRMING, this::genuine);
        step(LINKED, this::store);
        step(IDLE, server::disconnect);

        anew();
        step(SHOWING, this::offer);
        server.memory.hold();
        step(CONFIRMING, this::genuine);
        step(IDLE, server::disconnect);

        anew();
        server.memory.hold();
        step(CONFIRMING, this::genuine);
        server.memory.fail();
        step(FAILED, this::store);
        step(IDLE, server::disconnect);

        anew();
        server.memory.fail();
        step(FAILED, this::offer);

        anew();
        step(SHOWING, this::offer);
        server.memory.fail();
        step(FAILED, this::offer);

        for (PairingState state : PairingState.values()) {
            assertThat(walked.get(state)).as("edges from %s", state).isEqualTo(state.next());
        }
    }

    @Test
    void onlyAnEndHasNoWayButBack() {
        assertThat(PairingState.values())
                .filteredOn(PairingState::isEnded)
                .containsExactly(LINKED, EXPIRED, REJECTED, FAILED);
    }
}
