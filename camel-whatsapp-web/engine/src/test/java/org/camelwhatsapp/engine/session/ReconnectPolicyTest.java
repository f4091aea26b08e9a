package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;

class ReconnectPolicyTest {
    private static final ReconnectPolicy PLAIN = new ReconnectPolicy(1_000, 10_000, 2, 0, 3);

    @Test
    void growsByTheFactorUpToTheLongest() {
        assertThat(delay(0)).isEqualTo(1_000);
        assertThat(delay(1)).isEqualTo(2_000);
        assertThat(delay(2)).isEqualTo(4_000);
        assertThat(delay(3)).isEqualTo(8_000);
        assertThat(delay(4)).isEqualTo(10_000);
        assertThat(delay(1_000_000)).isEqualTo(10_000);
    }

    private static long delay(int attempt) {
        return PLAIN.delay(attempt, new SeededRandom(1)).toMillis();
    }

    @Property(tries = 300)
    void staysWithinTheJitterAndTheLimits(
            @ForAll @IntRange(min = 0, max = 100) int attempt,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll long seed) {
        ReconnectPolicy policy = new ReconnectPolicy(100, 5_000, 3, jitter, 0);
        double middle = Math.min(5_000, 100 * Math.pow(3, attempt));
        Duration delay = policy.delay(attempt, new SeededRandom(seed));
        assertThat((double) delay.toMillis())
                .isBetween(
                        Math.max(1, Math.floor(middle * (1 - jitter)) - 1),
                        Math.min(5_000, Math.ceil(middle * (1 + jitter))));
    }

    @Test
    void spreadsTheDelays() {
        ReconnectPolicy policy = new ReconnectPolicy(1_000, 10_000, 2, 0.5, 0);
        SeededRandom random = new SeededRandom(4);
        assertThat(policy.delay(0, random)).isNotEqualTo(policy.delay(0, random));
    }

    @Test
    void givesUpAfterTheLastTry() {
        assertThat(PLAIN.isExhausted(2)).isFalse();
        assertThat(PLAIN.isExhausted(3)).isTrue();
        assertThat(ReconnectPolicy.DEFAULT.isExhausted(Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertRefused(0, 1, 2, 0, 0);
        assertRefused(10, 9, 2, 0, 0);
        assertRefused(1, 1, 0.9, 0, 0);
        assertRefused(1, 1, Double.NaN, 0, 0);
        assertRefused(1, 1, 2, 1.1, 0);
        assertRefused(1, 1, 2, -0.1, 0);
        assertRefused(1, 1, 2, 0, -1);
    }

    private static void assertRefused(long initial, long max, double factor, double jitter, int attempts) {
        assertThatThrownBy(() -> new ReconnectPolicy(initial, max, factor, jitter, attempts))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
