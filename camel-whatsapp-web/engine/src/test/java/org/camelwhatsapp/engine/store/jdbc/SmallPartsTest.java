package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ownership of a file, turns of readers, kinds of failure. */
@Timeout(600)
class SmallPartsTest {
    @TempDir
    Path directory;

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void makesTheDirectoriesAndAFileForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("a/b/store.db");
        FileOwnership.take(file).close();
        assertThat(file).isEmptyFile();
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws Exception {
        Path file = Files.writeString(directory.resolve("store.db"), "content");
        FileOwnership.take(file).close();
        assertThat(file).hasContent("content");
    }

    @Test
    void oneOwnerAtATime() {
        Path file = directory.resolve("store.db");
        try (FileOwnership first = FileOwnership.take(file)) {
            assertThat(first).isNotNull();
            assertKind(Kind.FENCED, () -> FileOwnership.take(file));
            // Another file beside it is another matter.
            FileOwnership.take(directory.resolve("other.db")).close();
        }
        FileOwnership.take(file).close();
    }

    @Test
    void aPlaceWhereNoFileCanBeIsUnavailable() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        assertKind(Kind.UNAVAILABLE, () -> FileOwnership.take(file.resolve("store.db")));
    }

    private static JdbcStoreLimits readers(int count, Duration patience) {
        JdbcStoreLimits usual = JdbcStoreLimits.DEFAULT;
        return new JdbcStoreLimits(
                usual.lanes(),
                count,
                usual.queuedCommits(),
                usual.queuedBytes(),
                usual.batchCommits(),
                usual.batchBytes(),
                patience,
                0);
    }

    @Test
    void noMoreReadAtATimeThanMay() throws Exception {
        ReadPermits permits = new ReadPermits(readers(2, Duration.ofSeconds(60)));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (SystemScheduling crowd = new SystemScheduling(1, 12)) {
            CompletableFuture<?>[] reads = new CompletableFuture<?>[60];
            for (int i = 0; i < reads.length; i++) {
                reads[i] = CompletableFuture.runAsync(
                        () -> permits.with(() -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.onSpinWait();
                            return inside.decrementAndGet();
                        }),
                        crowd.blocking());
            }
            CompletableFuture.allOf(reads).get(120, TimeUnit.SECONDS);
        }
        assertThat(most.get()).isBetween(1, 2);
        assertThat(inside.get()).isZero();
    }

    @Test
    void whoWaitsTooLongIsToldSoAndAFailedReadGivesItsPlaceBack() throws Exception {
        ReadPermits permits = new ReadPermits(readers(1, Duration.ofMillis(50)));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (SystemScheduling crowd = new SystemScheduling(1, 2)) {
            CompletableFuture<Void> slow = CompletableFuture.runAsync(
                    () -> permits.with(() -> {
                        entered.countDown();
                        try {
                            return leave.await(120, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }),
                    crowd.blocking());
            assertThat(entered.await(120, TimeUnit.SECONDS)).isTrue();
            assertKind(Kind.UNAVAILABLE, () -> permits.with(() -> 1));
            leave.countDown();
            slow.get(120, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> permits.with(() -> {
                    throw new IllegalStateException("read failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(permits.<Integer>with(() -> 2)).isEqualTo(2);
    }

    @Test
    void anInterruptedReaderStaysInterrupted() {
        ReadPermits permits = new ReadPermits(readers(1, Duration.ofSeconds(5)));
        Thread.currentThread().interrupt();
        assertKind(Kind.UNAVAILABLE, () -> permits.with(() -> 1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(permits.<Integer>with(() -> 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfFailureHasACodeAndSaysWhetherToTryAgain(Kind kind) {
        StoreException failure = new StoreException(kind, "text", null);
        assertThat(failure.code()).matches("store-[a-z]+(-[a-z]+)*");
        assertThat(failure.isRetryable()).isEqualTo(kind == Kind.UNAVAILABLE || kind == Kind.FULL);
    }

    @Test
    void aKeyOfBytesIsEqualByItsBytes() {
        ByteKey key = new ByteKey(new byte[] {1, 2, 3});
        assertThat(key).isEqualTo(new ByteKey(new byte[] {1, 2, 3})).hasSameHashCodeAs(new ByteKey(new byte[] {1, 2, 3
        }));
        assertThat(key).isNotEqualTo(new ByteKey(new byte[] {1, 2})).isNotEqualTo("bytes");
    }
}
