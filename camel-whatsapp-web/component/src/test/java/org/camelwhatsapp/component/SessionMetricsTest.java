package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelwhatsapp.engine.session.Gauge;
import org.junit.jupiter.api.Test;

class SessionMetricsTest {
    @Test
    void aQueueIsNearlyFullFromNineTenthsOn() {
        assertThat(SessionMetrics.isNearlyFull(new Gauge("message.underWay", 1_843, 2_048)))
                .isFalse();
        assertThat(SessionMetrics.isNearlyFull(new Gauge("message.underWay", 1_844, 2_048)))
                .isTrue();
    }

    @Test
    void aFullCacheIsNoTrouble() {
        assertThat(SessionMetrics.isNearlyFull(new Gauge("contact.addresses", 50_000, 50_000)))
                .isFalse();
    }
}
