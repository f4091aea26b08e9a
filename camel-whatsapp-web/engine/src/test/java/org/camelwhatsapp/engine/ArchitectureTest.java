package org.camelwhatsapp.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
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
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The direction of the dependencies inside the engine, and who may take time, randomness, threads and sockets from the
 * platform. What CONTRIBUTING.md says about it, this keeps true.
 */
@AnalyzeClasses(packages = "org.camelwhatsapp.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ENGINE = "org.camelwhatsapp.engine";
    private static final String SCHEMA = "org.camelwhatsapp.proto..";
    private static final String PROTOBUF = "com.google.protobuf..";

    private static final String[] DATABASES = {
        "java.sql..", "javax.sql..", "com.zaxxer.hikari..", "org.flywaydb..", "org.sqlite..", "org.postgresql.."
    };

    /** The platform and annotations: what every package may use. */
    private static final DescribedPredicate<JavaClass> PLATFORM =
            resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "org.slf4j..");

    private static final DescribedPredicate<JavaClass> ROOT_EXCEPTION = belongToAnyOf(WhatsAppException.class);

    private static DescribedPredicate<JavaClass> packages(String... names) {
        String[] full = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            full[i] = ENGINE + "." + names[i] + "..";
        }
        return resideInAnyPackage(full);
    }

    private static ArchRule knowsOnly(String name, DescribedPredicate<JavaClass> others) {
        return classes()
                .that(resideInAPackage(ENGINE + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(
                        PLATFORM.or(packages(name)).or(ROOT_EXCEPTION).or(others));
    }

    private static final DescribedPredicate<JavaClass> NOTHING = DescribedPredicate.alwaysFalse();

    @ArchTest
    static final ArchRule modelKnowsNothingElse = knowsOnly("model", NOTHING);

    @ArchTest
    static final ArchRule environmentKnowsNothingElse = knowsOnly("env", NOTHING);

    @ArchTest
    static final ArchRule wireKnowsOnlyAddresses = knowsOnly("wire", packages("model"));

    @ArchTest
    static final ArchRule cryptographyKnowsOnlyBytes =
            knowsOnly("crypto", packages("env").or(resideInAnyPackage("org.bouncycastle..", "org.conscrypt..")));

    @ArchTest
    static final ArchRule noiseKnowsNoStanzaAndNoSocket =
            knowsOnly("noise", packages("crypto", "env").or(resideInAnyPackage(SCHEMA, PROTOBUF)));

    @ArchTest
    static final ArchRule signalKnowsNoStanzaNoStoreAndNoSocket =
            knowsOnly("signal", packages("crypto", "env", "model").or(resideInAnyPackage(SCHEMA, PROTOBUF)));

    @ArchTest
    static final ArchRule theStoreContractKnowsNoProtocol = classes()
            .that()
            .resideInAPackage(ENGINE + ".store")
            .should()
            .onlyDependOnClassesThat(PLATFORM.or(resideInAPackage(ENGINE + ".store"))
                    .or(packages("model"))
                    .or(ROOT_EXCEPTION)
                    .or(belongToAnyOf(org.camelwhatsapp.engine.signal.SignalAddress.class)));

    @ArchTest
    static final ArchRule secretsKnowNoDatabase = classes()
            .that()
            .resideInAPackage(ENGINE + ".store.secret")
            .should()
            .onlyDependOnClassesThat(PLATFORM.or(resideInAnyPackage(ENGINE + ".store", ENGINE + ".store.secret"))
                    .or(packages("crypto", "env")))
            .andShould()
            .onlyDependOnClassesThat(not(resideInAnyPackage("java.sql..", "javax.sql..")));

    @ArchTest
    static final ArchRule theDatabaseKnowsNoProtocol = classes()
            .that()
            .resideInAPackage(ENGINE + ".store.jdbc")
            .should()
            .onlyDependOnClassesThat(PLATFORM.or(packages("store", "env", "model"))
                    .or(ROOT_EXCEPTION)
                    .or(belongToAnyOf(org.camelwhatsapp.engine.signal.SignalAddress.class))
                    .or(resideInAnyPackage(DATABASES)));

    @ArchTest
    static final ArchRule onlyTheStoreKnowsDatabases = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + ".store.jdbc")
            .should()
            .dependOnClassesThat(resideInAnyPackage(DATABASES));

    @ArchTest
    static final ArchRule nobodyButTheFrontDoorKnowsWhichStoreItIs = noClasses()
            .that(resideInAPackage(ENGINE + ".*..").and(not(packages("store"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(ENGINE + ".store.jdbc", ENGINE + ".store.secret"));

    @ArchTest
    static final ArchRule theEngineKnowsNoCamelAndNoApplication = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.apache.camel..",
                    "org.camelwhatsapp.component..",
                    "org.camelwhatsapp.gateway..",
                    "org.camelwhatsapp.simulator..",
                    "org.springframework..",
                    "com.fasterxml.jackson.."));

    /**
     * Vert.x and Netty are the network: one package opens connections, another transfers media over it. Vert.x' JSON has
     * nothing to do with that.
     */
    @ArchTest
    static final ArchRule onlyTransportsKnowTheNetwork = noClasses()
            .that(not(packages("socket", "media")).and(resideInAPackage(ENGINE + ".*..")))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.vertx..", "io.netty..").and(not(resideInAPackage("io.vertx.core.json.."))));

    @ArchTest
    static final ArchRule onlyTheTransportOpensSockets = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net.http.."))
            .orShould()
            .dependOnClassesThat(belongToAnyOf(Socket.class, ServerSocket.class, DatagramSocket.class))
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.nio.channels").and(nameEnds("SocketChannel")));

    private static DescribedPredicate<JavaClass> nameEnds(String end) {
        return DescribedPredicate.describe(
                "have a name ending in " + end, type -> type.getSimpleName().endsWith(end));
    }

    @ArchTest
    static final ArchRule timeComesFromTheEnvironment = noClasses()
            .that(not(packages("env")))
            .should()
            .callMethodWhere(calls(System.class, "currentTimeMillis", "nanoTime"))
            .orShould()
            .callMethodWhere(
                    calls(Clock.class, "systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds"))
            .orShould()
            .callMethodWhere(nowWithoutASource())
            .orShould()
            .callConstructor(Date.class);

    /** The runtime puts the environment together, and picks the clock for it. */
    @ArchTest
    static final ArchRule theClockIsPickedOnce = noClasses()
            .that(not(packages("env")).and(not(belongToAnyOf(EngineRuntime.class))))
            .should()
            .callMethodWhere(calls(InstantSource.class, "system"));

    private static DescribedPredicate<JavaCall<?>> nowWithoutASource() {
        Set<String> types = Set.of(
                Instant.class.getName(),
                LocalDate.class.getName(),
                LocalDateTime.class.getName(),
                OffsetDateTime.class.getName(),
                ZonedDateTime.class.getName());
        return DescribedPredicate.describe(
                "now() without a source of time",
                call -> call.getName().equals("now")
                        && types.contains(call.getTargetOwner().getName())
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    @ArchTest
    static final ArchRule randomnessComesFromTheEnvironment = noClasses()
            .that(not(packages("env")))
            .should()
            .dependOnClassesThat(belongToAnyOf(SecureRandom.class, Random.class, ThreadLocalRandom.class))
            .orShould()
            .callMethodWhere(calls(UUID.class, "randomUUID"))
            .orShould()
            .callMethodWhere(calls(Math.class, "random"));

    @ArchTest
    static final ArchRule threadsComeFromTheEnvironment = noClasses()
            .that(not(packages("env")))
            .should()
            .callMethodWhere(calls(Thread.class, "start", "sleep"))
            .orShould()
            .callConstructorWhere(constructs(Thread.class, Timer.class, ForkJoinPool.class))
            .orShould()
            .callConstructorWhere(constructs(ThreadPoolExecutor.class, ScheduledThreadPoolExecutor.class))
            .orShould()
            .dependOnClassesThat(belongToAnyOf(Executors.class))
            .orShould()
            .callMethodWhere(calls(ForkJoinPool.class, "commonPool"))
            .orShould()
            .callMethodWhere(calls(CompletableFuture.class, "orTimeout", "completeOnTimeout", "delayedExecutor"))
            .orShould()
            .callMethodWhere(onTheCommonPool());

    /** The asynchronous methods without an executor run on a pool that is not ours. */
    private static DescribedPredicate<JavaCall<?>> onTheCommonPool() {
        return DescribedPredicate.describe(
                "an asynchronous step without an executor",
                call -> call.getName().endsWith("Async")
                        && (call.getTargetOwner().getName().equals(CompletableFuture.class.getName())
                                || call.getTargetOwner().getName().equals("java.util.concurrent.CompletionStage"))
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.getName().equals("java.util.concurrent.Executor")));
    }

    /** Keys, stanzas and logs are the same wherever a process runs; an Arabic one writes other digits, a Turkish one other letters. */
    @ArchTest
    static final ArchRule textsAreTheSameInEveryLanguage = noClasses()
            .should()
            .callMethodWhere(inTheDefaultLanguage(String.class, "format", "formatted", "toLowerCase", "toUpperCase"));

    private static DescribedPredicate<JavaCall<?>> inTheDefaultLanguage(Class<?> owner, String... names) {
        return calls(owner, names)
                .and(DescribedPredicate.describe(
                        "without a locale",
                        call -> call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.getName().equals(Locale.class.getName()))));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + String.join("/", names),
                call -> call.getTargetOwner().getName().equals(owner.getName()) && wanted.contains(call.getName()));
    }

    private static DescribedPredicate<JavaCall<?>> constructs(Class<?>... types) {
        return DescribedPredicate.describe("a new thread or pool", call -> {
            for (Class<?> type : types) {
                if (call.getTargetOwner().getName().equals(type.getName())) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Events carry what features found out, so they name types of features; that is the only way back. */
    @ArchTest
    static final ArchRule packagesFormNoCircle = slices().matching(ENGINE + ".(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(packages("event"), DescribedPredicate.alwaysTrue());

    @ArchTest
    static final ArchRule exceptionsHaveOneRoot = classes()
            .that()
            .areAssignableTo(Exception.class)
            .and()
            .areTopLevelClasses()
            .should()
            .beAssignableTo(WhatsAppException.class);
}
