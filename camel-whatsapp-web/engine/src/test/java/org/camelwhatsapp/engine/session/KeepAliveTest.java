package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelwhatsapp.engine.testing.ManualEnvironment;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    private final ManualEnvironment time = new ManualEnvironment();
    private final RecordingChannel wire = new RecordingChannel();
    private final AtomicInteger deaths = new AtomicInteger();
    private final KeepAlive keepAlive = new KeepAlive(
            time.environment(),
            new SerialMailbox("test", time.compute(), 100),
            wire,
            new KeepAliveOptions(Duration.ofSeconds(20), Duration.ofSeconds(10)),
            deaths::incrementAndGet);

    @BeforeEach
    void start() {
        keepAlive.start();
    }

    private void pass(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void pingsAfterTheIntervalOfSilence() {
        pass(15);
        assertThat(wire.sent).isEmpty();
        pass(6);
        assertThat(wire.sent).hasSize(1);
        Node ping = wire.sent.get(0);
        assertThat(ping.is("iq")).isTrue();
        assertThat(ping.attr("xmlns")).isEqualTo("w:p");
        assertThat(ping.attr("type")).isEqualTo("get");
        assertThat(ping.attr("to")).isEqualTo("s.whatsapp.net");
        assertThat(ping.attr("id")).isNotEmpty();
    }

    @Test
    void doesNotPingWhileSomethingArrives() {
        for (int i = 0; i < 100; i++) {
            pass(7);
            keepAlive.onInbound();
        }
        assertThat(wire.sent).isEmpty();
        assertThat(deaths).hasValue(0);
    }

    @Test
    void declaresDeathWhenNothingFollowsThePing() {
        // The jitter makes the interval up to a fifth shorter: 16 to 20 s, then 10 s for an answer.
        pass(25);
        assertThat(deaths).hasValue(0);
        pass(5);
        assertThat(deaths).hasValue(1);
        pass(1_000);
        assertThat(deaths).as("only once").hasValue(1);
    }

    @Test
    void takesAnythingThatArrivesAsAnAnswer() {
        for (int i = 0; i < 20; i++) {
            pass(22);
            keepAlive.onInbound();
        }
        assertThat(wire.sent).hasSizeGreaterThan(5);
        assertThat(deaths).hasValue(0);
    }

    @Test
    void isNoticedWithinIntervalAndDeadlineWheneverTheSilenceBegins() {
        for (int begin = 0; begin < 40; begin++) {
            keepAlive.start();
            for (int i = 0; i < begin; i++) {
                pass(1);
                keepAlive.onInbound();
            }
            deaths.set(0);
            pass(31);
            assertThat(deaths).as("silent after %d s", begin).hasValue(1);
        }
    }

    @Test
    void stopsForGood() {
        keepAlive.stop();
        pass(1_000);
        assertThat(wire.sent).isEmpty();
        assertThat(deaths).hasValue(0);
        assertThat(time.timers()).isZero();
    }

    @Test
    void noticesSilenceAlsoAfterTheClockWasSetBack() {
        time.setClock(time.now().plus(Duration.ofHours(3)));
        keepAlive.onInbound();
        time.setClock(time.now().minus(Duration.ofHours(3)));
        pass(120);
        assertThat(deaths).hasValue(1);
    }

    @Test
    void spreadsTheFirstChecksOfManySessions() {
        long first = firstPing();
        long second = firstPing();
        assertThat(first).isNotEqualTo(second);
    }

    private long firstPing() {
        keepAlive.start();
        int before = wire.sent.size();
        long millis = 0;
        while (wire.sent.size() == before) {
            time.advance(Duration.ofMillis(1));
            millis++;
            if (millis > 60_000) {
                throw new AssertionError("never pinged");
            }
        }
        return millis;
    }
}
