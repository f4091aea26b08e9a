package org.camelwhatsapp.engine.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;

/** The rate of one bucket. */
class TokenBucketTest {
    private static final long NOW = 1_700_000_000_000L;

    private final SeededRandom random = new SeededRandom(1);

    @Test
    void letsABurstGoAndThenOneMessagePerPause() {
        TokenBucket bucket = new TokenBucket(new Rate(20, 3), 0, NOW);
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.waitMillis(NOW)).isZero();
            bucket.take(NOW, random);
        }
        assertThat(bucket.waitMillis(NOW)).isEqualTo(3_000);
        assertThat(bucket.waitMillis(NOW + 2_999)).isEqualTo(1);
        assertThat(bucket.waitMillis(NOW + 3_000)).isZero();
        bucket.take(NOW + 3_000, random);
        assertThat(bucket.waitMillis(NOW + 3_000)).isEqualTo(3_000);
    }

    @Test
    void knowsTheWaitBehindOthers() {
        TokenBucket bucket = new TokenBucket(new Rate(60, 2), 0.5, NOW);
        assertThat(bucket.longestWaitMillis(NOW, 1)).isZero();
        assertThat(bucket.longestWaitMillis(NOW, 5)).isEqualTo(4_500);
    }

    @Test
    void chanceMakesWaitsLongerAndLeavesTheBurstAlone() {
        TokenBucket bucket = new TokenBucket(new Rate(60, 4), 0.5, NOW);
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.waitMillis(NOW)).isZero();
            bucket.take(NOW, random);
        }
        assertThat(bucket.waitMillis(NOW)).isBetween(1_001L, 1_500L);
    }

    @Test
    void isFullAgainAfterAPause() {
        TokenBucket bucket = new TokenBucket(new Rate(60, 2), 0, NOW);
        bucket.take(NOW, random);
        assertThat(bucket.waitMillis(NOW + 999)).isZero();
        bucket.take(NOW + 60_000, random);
        bucket.take(NOW + 60_000, random);
        assertThat(bucket.waitMillis(NOW + 60_000)).isEqualTo(1_000);
    }

    @Test
    void aClockThatIsSetBackCostsNoMoreThanAnEmptyBucket() {
        TokenBucket bucket = new TokenBucket(new Rate(60, 2), 0, NOW);
        bucket.take(NOW, random);
        bucket.take(NOW, random);
        assertThat(bucket.waitMillis(NOW - 86_400_000)).isEqualTo(1_000);
    }

    @Test
    void ratesHaveLimits() {
        assertThatThrownBy(() -> new Rate(0, 1)).hasMessage("messages per minute: 1 to 6000");
        assertThatThrownBy(() -> new Rate(1, 0)).hasMessage("a burst: 1 to 1000");
    }

    @Property(tries = 300)
    void neverExceedsTheRateInAnySpanOfTime(
            @ForAll @IntRange(min = 1, max = 6_000) int perMinute,
            @ForAll @IntRange(min = 1, max = 40) int burst,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @Size(max = 120) List<@IntRange(min = 0, max = 20_000) Integer> pauses) {
        TokenBucket bucket = new TokenBucket(new Rate(perMinute, burst), jitter, NOW);
        List<Long> taken = new ArrayList<>();
        long now = NOW;
        for (int pause : pauses) {
            now += pause;
            if (bucket.waitMillis(now) == 0) {
                bucket.take(now, random);
                taken.add(now);
            }
        }
        for (int first = 0; first < taken.size(); first++) {
            for (int last = first; last < taken.size(); last++) {
                long span = taken.get(last) - taken.get(first);
                assertThat((double) last - first + 1).isLessThanOrEqualTo(burst + span * (double) perMinute / 60_000);
            }
        }
    }

    @Property(tries = 300)
    void theWaitItTellsIsExactAndNeverLongerThanTheLongest(
            @ForAll @IntRange(min = 1, max = 6_000) int perMinute,
            @ForAll @IntRange(min = 1, max = 40) int burst,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @IntRange(max = 100) int messages) {
        TokenBucket bucket = new TokenBucket(new Rate(perMinute, burst), jitter, NOW);
        long longest = bucket.longestWaitMillis(NOW, messages);
        long now = NOW;
        for (int i = 0; i <= messages; i++) {
            long wait = bucket.waitMillis(now);
            if (wait > 0) {
                assertThat(bucket.waitMillis(now + wait - 1)).isEqualTo(1);
                now += wait;
                assertThat(bucket.waitMillis(now)).isZero();
            }
            if (i < messages) {
                bucket.take(now, random);
            }
        }
        // Each wait is rounded up to the millisecond.
        assertThat(now - NOW).isLessThanOrEqualTo(longest + messages + 1);
    }
}
