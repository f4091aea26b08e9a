package org.camelwhatsapp.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.gateway.alert.OrderAlert;
import org.camelwhatsapp.simulator.SimulatorOptions;
import org.camelwhatsapp.simulator.control.SimulatorMain;
import org.junit.jupiter.api.Test;

/**
 * The direction of the dependencies between the modules, and who outside the engine may take time, randomness, threads
 * and sockets from the platform. The engine has rules of its own.
 */
@AnalyzeClasses(
        packages = {"org.camelwhatsapp.component", "org.camelwhatsapp.simulator", "org.camelwhatsapp.gateway"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static DescribedPredicate<JavaClass> module(String name) {
        return resideInAnyPackage("org.camelwhatsapp." + name + "..");
    }

    @ArchTest
    static final ArchRule theComponentKnowsNoGatewayAndNoSimulator = noClasses()
            .that(module("component"))
            .should()
            .dependOnClassesThat(module("gateway").or(module("simulator")));

    @ArchTest
    static final ArchRule theSimulatorKnowsNoCamel = noClasses()
            .that(module("simulator"))
            .should()
            .dependOnClassesThat(
                    module("gateway").or(module("component")).or(resideInAnyPackage("org.apache.camel..")));

    @ArchTest
    static final ArchRule onlyTheDemoKnowsTheSimulator = noClasses()
            .that(module("gateway").and(not(belongToAnyOf(Demo.class))))
            .should()
            .dependOnClassesThat(module("simulator"));

    @ArchTest
    static final ArchRule theClockIsPickedWhereAProgramBegins = noClasses()
            .that(not(belongToAnyOf(Gateway.class, OrderAlert.class, SimulatorOptions.class)))
            .should()
            .callMethodWhere(calls(InstantSource.class, "system"));

    @ArchTest
    static final ArchRule nobodyReadsTheClockBesides = noClasses()
            .should()
            .callMethodWhere(calls(System.class, "currentTimeMillis", "nanoTime"))
            .orShould()
            .callMethodWhere(calls(Clock.class, "systemUTC", "systemDefaultZone", "system"))
            .orShould()
            .callMethodWhere(nowWithoutASource())
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule randomnessIsPickedWhereAProgramBegins = noClasses()
            .that(not(belongToAnyOf(Gateway.class, SimulatorOptions.class)))
            .should()
            .dependOnClassesThat(belongToAnyOf(SecureRandomSource.class));

    @ArchTest
    static final ArchRule nobodyMakesRandomnessBesides = noClasses()
            .should()
            .dependOnClassesThat(belongToAnyOf(SecureRandom.class, ThreadLocalRandom.class))
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethodWhere(calls(UUID.class, "randomUUID"))
            .orShould()
            .callMethodWhere(calls(Math.class, "random"));

    /** Camel's and Vert.x' threads are used. The end of a process needs one of its own. */
    @ArchTest
    static final ArchRule nobodyMakesThreads = noClasses()
            .that(not(belongToAnyOf(GatewayMain.class, SimulatorMain.class)))
            .should()
            .callMethodWhere(calls(Thread.class, "start", "sleep"))
            .orShould()
            .callConstructorWhere(constructs(
                    Thread.class,
                    Timer.class,
                    ForkJoinPool.class,
                    ThreadPoolExecutor.class,
                    ScheduledThreadPoolExecutor.class))
            .orShould()
            .dependOnClassesThat(belongToAnyOf(Executors.class))
            .orShould()
            .callMethodWhere(calls(ForkJoinPool.class, "commonPool"))
            .orShould()
            .callMethodWhere(calls(CompletableFuture.class, "orTimeout", "completeOnTimeout", "delayedExecutor"))
            .orShould()
            .callMethodWhere(onTheCommonPool());

    /** The gateway asks whether its port is free; its webhook and its demo are clients of HTTP. */
    @ArchTest
    static final ArchRule nobodyOpensSockets = noClasses()
            .that(not(belongToAnyOf(Gateway.class, Webhook.class, Demo.class)))
            .should()
            .dependOnClassesThat(belongToAnyOf(Socket.class, ServerSocket.class, DatagramSocket.class))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.net.http.."))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("java.nio.channels")
                    .and(DescribedPredicate.describe(
                            "a socket", type -> type.getSimpleName().endsWith("SocketChannel"))));

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + String.join("/", names),
                call -> call.getTargetOwner().getName().equals(owner.getName()) && wanted.contains(call.getName()));
    }

    private static DescribedPredicate<JavaCall<?>> constructs(Class<?>... types) {
        return DescribedPredicate.describe(
                "a new thread or pool",
                call -> Set.of(types).stream()
                        .anyMatch(type -> call.getTargetOwner().getName().equals(type.getName())));
    }

    private static DescribedPredicate<JavaCall<?>> nowWithoutASource() {
        Set<Class<?>> types =
                Set.of(Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class);
        return DescribedPredicate.describe(
                "now() without a source of time",
                call -> call.getName().equals("now")
                        && types.stream().anyMatch(type -> call.getTargetOwner().isEquivalentTo(type))
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    private static DescribedPredicate<JavaCall<?>> onTheCommonPool() {
        return DescribedPredicate.describe(
                "an asynchronous step without an executor",
                call -> call.getName().endsWith("Async")
                        && (call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                                || call.getTargetOwner().isEquivalentTo(CompletionStage.class))
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(Executor.class)));
    }

    static class Offender {
        Object everything() throws Exception {
            new Socket("localhost", 1).close();
            new Thread(() -> {}).start();
            return Set.of(Instant.now(), new SecureRandom(), InstantSource.system(), new SecureRandomSource());
        }
    }

    /** A rule that matches nothing would pass as well. */
    @Test
    void theRulesFindWhatTheyForbid() {
        var offender = new ClassFileImporter().importClasses(Offender.class);
        for (ArchRule rule : new ArchRule[] {
            theClockIsPickedWhereAProgramBegins,
            nobodyReadsTheClockBesides,
            randomnessIsPickedWhereAProgramBegins,
            nobodyMakesRandomnessBesides,
            nobodyMakesThreads,
            nobodyOpensSockets
        }) {
            assertThat(rule.evaluate(offender).hasViolation())
                    .as(rule.getDescription())
                    .isTrue();
        }
    }
}
