package org.camelwhatsapp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@link ArchitectureTest} find what they forbid, and leave alone what they allow. */
class ArchitectureRulesTest {
    static class ReadsTheClock {
        long now() {
            return System.currentTimeMillis();
        }
    }

    static class MeasuresTime {
        long now() {
            return System.nanoTime();
        }
    }

    static class TakesTheInstant {
        Instant now() {
            return Instant.now();
        }
    }

    static class TakesADate {
        Date now() {
            return new Date();
        }
    }

    static class MakesAClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static class PicksTheClock {
        InstantSource clock() {
            return InstantSource.system();
        }
    }

    static class MakesRandomness {
        SecureRandom random() {
            return new SecureRandom();
        }
    }

    static class BorrowsRandomness {
        int random() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    static class MakesAnId {
        UUID id() {
            return UUID.randomUUID();
        }
    }

    static class StartsAThread {
        void run() {
            new Thread(() -> {}).start();
        }
    }

    static class MakesAPool {
        Object pool() {
            return Executors.newCachedThreadPool();
        }
    }

    static class UsesTheCommonPool {
        Object run() {
            return CompletableFuture.supplyAsync(() -> 1);
        }
    }

    static class UsesTheTimerOfFutures {
        Object run(CompletableFuture<String> future) {
            return future.orTimeout(1, TimeUnit.SECONDS);
        }
    }

    static class OpensASocket {
        Object open() throws IOException {
            return new Socket("localhost", 1);
        }
    }

    static class OpensAChannel {
        Object open() throws IOException {
            return java.nio.channels.SocketChannel.open();
        }
    }

    static class FormatsANumber {
        String text() {
            return String.format("%d", 1);
        }
    }

    static class WritesSmallLetters {
        String text() {
            return "I".toLowerCase();
        }
    }

    static class NamesTheLanguage {
        String text() {
            return String.format(Locale.ROOT, "%d", 1) + "I".toLowerCase(Locale.ROOT);
        }
    }

    static class AsksForTime {
        Instant now(InstantSource source) {
            return source.instant();
        }

        Object later(CompletableFuture<String> future, java.util.concurrent.Executor executor) {
            return future.thenApplyAsync(String::length, executor).thenApply(length -> -length);
        }

        Instant parsed() {
            return Instant.ofEpochMilli(1);
        }
    }

    private static boolean finds(ArchRule rule, Class<?> offender) {
        return rule.allowEmptyShould(true)
                .evaluate(new ClassFileImporter().importClasses(offender))
                .hasViolation();
    }

    @TestFactory
    Stream<DynamicTest> findsWhatIsForbidden() {
        return Stream.of(
                        Map.entry(ReadsTheClock.class, ArchitectureTest.timeComesFromTheEnvironment),
                        Map.entry(MeasuresTime.class, ArchitectureTest.timeComesFromTheEnvironment),
                        Map.entry(TakesTheInstant.class, ArchitectureTest.timeComesFromTheEnvironment),
                        Map.entry(TakesADate.class, ArchitectureTest.timeComesFromTheEnvironment),
                        Map.entry(MakesAClock.class, ArchitectureTest.timeComesFromTheEnvironment),
                        Map.entry(PicksTheClock.class, ArchitectureTest.theClockIsPickedOnce),
                        Map.entry(MakesRandomness.class, ArchitectureTest.randomnessComesFromTheEnvironment),
                        Map.entry(BorrowsRandomness.class, ArchitectureTest.randomnessComesFromTheEnvironment),
                        Map.entry(MakesAnId.class, ArchitectureTest.randomnessComesFromTheEnvironment),
                        Map.entry(StartsAThread.class, ArchitectureTest.threadsComeFromTheEnvironment),
                        Map.entry(MakesAPool.class, ArchitectureTest.threadsComeFromTheEnvironment),
                        Map.entry(UsesTheCommonPool.class, ArchitectureTest.threadsComeFromTheEnvironment),
                        Map.entry(UsesTheTimerOfFutures.class, ArchitectureTest.threadsComeFromTheEnvironment),
                        Map.entry(FormatsANumber.class, ArchitectureTest.textsAreTheSameInEveryLanguage),
                        Map.entry(WritesSmallLetters.class, ArchitectureTest.textsAreTheSameInEveryLanguage),
                        Map.entry(OpensASocket.class, ArchitectureTest.onlyTheTransportOpensSockets),
                        Map.entry(OpensAChannel.class, ArchitectureTest.onlyTheTransportOpensSockets))
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().getSimpleName(),
                        () -> assertThat(finds(entry.getValue(), entry.getKey()))
                                .isTrue()));
    }

    @Test
    void leavesAloneWhatTakesTheEnvironment() {
        for (ArchRule rule : new ArchRule[] {
            ArchitectureTest.timeComesFromTheEnvironment,
            ArchitectureTest.theClockIsPickedOnce,
            ArchitectureTest.randomnessComesFromTheEnvironment,
            ArchitectureTest.threadsComeFromTheEnvironment,
            ArchitectureTest.onlyTheTransportOpensSockets
        }) {
            assertThat(finds(rule, AsksForTime.class)).as(rule.getDescription()).isFalse();
        }
        assertThat(finds(ArchitectureTest.textsAreTheSameInEveryLanguage, NamesTheLanguage.class))
                .isFalse();
    }
}
