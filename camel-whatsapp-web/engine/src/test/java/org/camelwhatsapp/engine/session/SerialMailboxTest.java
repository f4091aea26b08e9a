package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelwhatsapp.engine.testing.ManualEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SerialMailboxTest {
    private final ManualEnvironment manual = new ManualEnvironment();

    @Test
    void runsTasksOfManyThreadsOneAtATimeAndEachThreadsInOrder() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        SerialMailbox mailbox = new SerialMailbox("test", pool, 100_000);
        int threads = 4;
        int each = 5_000;
        List<List<Integer>> seen = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(threads * each);
        List<Thread> submitters = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            List<Integer> own = new ArrayList<>();
            seen.add(own);
            Thread submitter = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    mailbox.execute(() -> {
                        overlapped.compareAndSet(false, running.incrementAndGet() != 1);
                        own.add(number);
                        running.decrementAndGet();
                        done.countDown();
                    });
                }
            });
            submitters.add(submitter);
            submitter.start();
        }
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
        assertThat(overlapped).isFalse();
        for (List<Integer> own : seen) {
            assertThat(own).isSorted().hasSize(each);
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesTasksBeyondItsCapacity() {
        SerialMailbox mailbox = new SerialMailbox("test", manual.compute(), 2);
        mailbox.execute(() -> {});
        mailbox.execute(() -> {});
        assertThatThrownBy(() -> mailbox.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("full");
        assertThat(mailbox.depth()).isEqualTo(2);
        manual.runPending();
        assertThat(mailbox.depth()).isZero();
        mailbox.execute(() -> {});
    }

    @Test
    void refusesTasksOnceClosedAndRunsThoseThatWait() {
        SerialMailbox mailbox = new SerialMailbox("test", manual.compute(), 10);
        AtomicInteger ran = new AtomicInteger();
        mailbox.execute(ran::incrementAndGet);
        mailbox.close();
        assertThatThrownBy(() -> mailbox.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        manual.runPending();
        assertThat(ran).hasValue(1);
    }

    @Test
    void goesOnAfterATaskThatFails() {
        SerialMailbox mailbox = new SerialMailbox("test", manual.compute(), 10);
        AtomicInteger ran = new AtomicInteger();
        mailbox.execute(() -> {
            throw new IllegalStateException("expected by the test");
        });
        mailbox.execute(ran::incrementAndGet);
        manual.runPending();
        assertThat(ran).hasValue(1);
    }

    @Test
    void letsOthersRunBetweenItsSlices() {
        SerialMailbox busy = new SerialMailbox("busy", manual.compute(), 1_000);
        SerialMailbox other = new SerialMailbox("other", manual.compute(), 10);
        AtomicInteger before = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            busy.execute(ran::incrementAndGet);
        }
        other.execute(() -> before.set(ran.get()));
        manual.runPending();
        assertThat(before.get()).isPositive().isLessThan(200);
        assertThat(ran).hasValue(1_000);
    }

    @Test
    void knowsItsOwnThread() {
        SerialMailbox mailbox = new SerialMailbox("test", manual.compute(), 10);
        AtomicBoolean inside = new AtomicBoolean();
        mailbox.execute(() -> inside.set(mailbox.isCurrent()));
        assertThat(mailbox.isCurrent()).isFalse();
        manual.runPending();
        assertThat(inside).isTrue();
        assertThat(mailbox.isCurrent()).isFalse();
    }

    @Test
    void neitherTakesNorKeepsATaskThatThePoolRefuses() {
        AtomicBoolean refusing = new AtomicBoolean(true);
        SerialMailbox mailbox = new SerialMailbox(
                "test",
                task -> {
                    if (refusing.get()) {
                        throw new RejectedExecutionException("no room");
                    }
                    manual.compute().execute(task);
                },
                10);
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        assertThatThrownBy(() -> mailbox.execute(refused::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(mailbox.depth()).isZero();
        refusing.set(false);
        mailbox.execute(taken::incrementAndGet);
        manual.runPending();
        assertThat(taken).hasValue(1);
        assertThat(refused).as("its caller was told that it does not run").hasValue(0);
    }

    @Test
    void finishesItsTasksWhenThePoolHasNoRoomForAnotherSlice() throws Exception {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
        SerialMailbox mailbox = new SerialMailbox("test", pool, 1_000);
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(500);
        mailbox.execute(() -> awaitQuietly(begin));
        for (int i = 0; i < 500; i++) {
            mailbox.execute(done::countDown);
        }
        CountDownLatch blocker = new CountDownLatch(1);
        pool.execute(() -> awaitQuietly(blocker));
        begin.countDown();
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
        blocker.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
