package org.camelwhatsapp.engine.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SystemSchedulingTest {
    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTimerThatFindsNoRoomComesALittleLater() throws Exception {
        try (SystemScheduling scheduling = new SystemScheduling(1, 1)) {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch fired = new CountDownLatch(1);
            scheduling.compute().execute(() -> await(release));
            assertThatThrownBy(() -> {
                        for (int i = 0; i <= SystemScheduling.COMPUTE_QUEUE + 1; i++) {
                            scheduling.compute().execute(() -> {});
                        }
                    })
                    .isInstanceOf(RejectedExecutionException.class);
            scheduling.schedule(Duration.ZERO, fired::countDown);
            assertThat(fired.await(200, TimeUnit.MILLISECONDS)).isFalse();
            release.countDown();
            await(fired);
        }
    }

    @Test
    void aTimerThatWasCalledOffDoesNotRunAndIsNotKept() throws Exception {
        try (SystemScheduling scheduling = new SystemScheduling(1, 1)) {
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch later = new CountDownLatch(1);
            scheduling.schedule(Duration.ofHours(1), never::countDown).cancel();
            scheduling.schedule(Duration.ZERO, later::countDown);
            await(later);
            assertThat(never.getCount()).isEqualTo(1);
            assertThat(scheduling.timerQueueSize()).isZero();
        }
    }

    @Test
    void aTimerWhoseSessionIsClosedEndsQuietlyAndItsThreadGoesOn() throws Exception {
        try (SystemScheduling scheduling = new SystemScheduling(1, 1)) {
            Thread[] threads = new Thread[2];
            CountDownLatch first = new CountDownLatch(1);
            scheduling.schedule(Duration.ZERO, () -> {
                threads[0] = Thread.currentThread();
                first.countDown();
                throw new RejectedExecutionException("closed");
            });
            await(first);
            CountDownLatch second = new CountDownLatch(1);
            scheduling.compute().execute(() -> {
                threads[1] = Thread.currentThread();
                second.countDown();
            });
            await(second);
            assertThat(threads[1]).isSameAs(threads[0]);
        }
    }
}
