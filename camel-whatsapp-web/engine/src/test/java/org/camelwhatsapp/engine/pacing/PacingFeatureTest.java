package org.camelwhatsapp.engine.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.pacing.PacingException.Reason;
import org.camelwhatsapp.engine.restriction.AccountRestriction;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may be written to, and when. */
class PacingFeatureTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final PacingOptions TWO_STRANGERS = PacingOptions.STANDARD.withStrangers(new StrangerLimit(4, 2, 2));

    private final ScriptedSession scripted = new ScriptedSession();
    private final List<String> sent = new ArrayList<>();
    private int numbers;
    private PacingFeature pacing;

    @BeforeEach
    void link() {
        link("777000");
        open(TWO_STRANGERS);
    }

    private void link(String lid) {
        scripted.credentials = scripted.credentials.withAccount(new LinkedAccount(
                Jid.parse("15550009000:3@s.whatsapp.net"),
                Jid.lid(lid).withDevice(3),
                new byte[1],
                new byte[32],
                null,
                null,
                null));
    }

    /** As after a start of the process. */
    private void open(PacingOptions options) {
        pacing = scripted.add(new PacingFeature(scripted.session, new AddressBook(scripted.session), options));
    }

    private static Jid person(int number) {
        return Jid.phone("1555000" + (1_000 + number));
    }

    private CompletableFuture<Permit> admit(Jid chat) {
        CompletableFuture<Permit> result = new CompletableFuture<>();
        scripted.run(() -> pacing.admit(chat).whenComplete((permit, failure) -> {
            if (failure == null) {
                result.complete(permit);
            } else {
                result.completeExceptionally(org.camelwhatsapp.engine.session.Futures.unwrap(failure));
            }
        }));
        assertThat(result).isDone();
        return result;
    }

    private void write(Consumer<StoreTransaction> changes) {
        scripted.run(() -> {
            StoreTransaction transaction = scripted.session.store().transaction();
            changes.accept(transaction);
            scripted.session.store().commit(transaction);
        });
    }

    /** Admitted, made durable, and passed on. */
    private void send(Jid chat) {
        Permit permit = admit(chat).join();
        String id = "m" + numbers++;
        write(transaction -> pacing.record(permit, transaction));
        scripted.run(() -> {
            pacing.prepared(permit);
            pacing.pass(id, permit.chat, () -> sent.add(id));
        });
    }

    private PacingException refused(Jid chat) {
        CompletableFuture<Permit> admitted = admit(chat);
        assertThat(admitted).isCompletedExceptionally();
        return (PacingException) admitted.handle((permit, failure) -> failure).join();
    }

    private PacingStatus status() {
        CompletableFuture<PacingStatus> status = new CompletableFuture<>();
        scripted.run(() -> pacing.status().thenAccept(status::complete));
        return status.join();
    }

    @Test
    void refusesStrangersBeyondTheDaysNumberAndNobodyElse() {
        send(person(1));
        send(person(2));
        PacingException failure = refused(person(3));
        assertThat(failure.reason()).isEqualTo(Reason.STRANGERS);
        assertThat(failure.code()).isEqualTo("pacing-strangers");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(12));
        send(person(1));
        send(GROUP);
        send(Jid.phone("15550009000"));
        send(Jid.lid("777000"));
        assertThat(status().strangersToday()).isEqualTo(2);
        assertThat(status().strangersAllowed()).isEqualTo(2);
        assertThat(status().refused()).isEqualTo(1);
        assertThat(sent).hasSize(6);
    }

    @Test
    void theNextDaysAllowMoreUntilTheWarmUpEnds() {
        send(person(1));
        send(person(2));
        scripted.loop.advance(Duration.ofDays(1));
        send(person(3));
        send(person(4));
        assertThat(refused(person(5)).reason()).isEqualTo(Reason.STRANGERS);
        scripted.loop.advance(Duration.ofDays(1));
        for (int i = 5; i < 9; i++) {
            send(person(i));
        }
        assertThat(refused(person(9)).reason()).isEqualTo(Reason.STRANGERS);
    }

    @Test
    void theCountSurvivesARestartAndTheClockSetBack() {
        send(person(1));
        send(person(2));
        open(TWO_STRANGERS);
        assertThat(refused(person(3)).reason()).isEqualTo(Reason.STRANGERS);
        send(person(1));
        assertThat(status().strangersToday()).isEqualTo(2);
    }

    @Test
    void anotherAccountBeginsAnewAndTheFirstOneDoesNot() {
        send(person(1));
        send(person(2));
        link("888000");
        assertThat(status().strangersToday()).isZero();
        send(person(1));
        assertThat(status().strangersToday()).isEqualTo(1);
        link("777000");
        assertThat(status().strangersToday()).isEqualTo(2);
    }

    @Test
    void whoWroteIsNoStranger() {
        write(transaction -> pacing.met(person(7), transaction));
        assertThat(admit(person(7)).join().stranger).isNull();
        open(TWO_STRANGERS);
        assertThat(admit(person(7)).join().stranger).isNull();
    }

    @Test
    void whoIsInTheArchiveOrTheAddressBookIsNoStranger() {
        scripted.memory.archivedChats.add(person(7));
        scripted.memory.addressBook.add(person(8));
        assertThat(admit(person(7)).join().stranger).isNull();
        assertThat(admit(person(8)).join().stranger).isNull();
        assertThat(admit(person(9)).join().stranger).isEqualTo(person(9));
    }

    @Test
    void aStrangerWhoWasNotWrittenToAfterAllIsNotCounted() {
        Permit first = admit(person(1)).join();
        Permit second = admit(person(2)).join();
        assertThat(refused(person(3)).reason()).isEqualTo(Reason.STRANGERS);
        scripted.run(() -> pacing.cancel(second));
        scripted.run(() -> pacing.cancel(second));
        assertThat(status().strangersToday()).isEqualTo(1);
        scripted.run(() -> {
            pacing.prepared(first);
            pacing.pass("m", first.chat, () -> sent.add("m"));
        });
        scripted.run(() -> pacing.cancel(first));
        assertThat(status().strangersToday()).isEqualTo(1);
    }

    @Test
    void refusesWhatWouldWaitTooLong() {
        open(TWO_STRANGERS.withMaxWait(Duration.ofSeconds(8)));
        for (int i = 0; i < 7; i++) {
            send(GROUP);
        }
        assertThat(sent).hasSize(5);
        assertThat(status().waiting()).isEqualTo(2);
        assertThat(status().delayed()).isEqualTo(2);
        assertThat(status().nextAfter()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_900));
        PacingException failure = refused(GROUP);
        assertThat(failure.code()).isEqualTo("pacing-wait");
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
        scripted.loop.advance(failure.retryAfter());
        send(GROUP);
        scripted.loop.advance(Duration.ofSeconds(10));
        assertThat(sent).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7");
    }

    @Test
    void countsThoseThatAreBeingPreparedAsAhead() {
        open(TWO_STRANGERS.withMaxWait(Duration.ZERO));
        for (int i = 0; i < 5; i++) {
            admit(GROUP).join();
        }
        assertThat(refused(GROUP).reason()).isEqualTo(Reason.WAIT);
    }

    @Test
    void saysBeforeAnUploadWhatWouldBeRefusedAndTakesNothing() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        scripted.run(() -> pacing.expect(person(1)).thenAccept(first::complete));
        assertThat(first).isCompleted();
        assertThat(status().strangersToday()).isZero();
        send(person(1));
        send(person(2));
        CompletableFuture<Throwable> third = new CompletableFuture<>();
        scripted.run(() -> pacing.expect(person(3)).whenComplete((v, failure) -> third.complete(failure)));
        assertThat(third.join()).hasRootCauseInstanceOf(PacingException.class);
    }

    @Test
    void refusesWhenTooManyWait() {
        open(new PacingOptions(
                true,
                new Rate(6_000, 1),
                new Rate(6_000, 1),
                0,
                Duration.ofHours(1),
                PacingOptions.STANDARD.strangers()));
        for (int i = 0; i < 1_025; i++) {
            send(GROUP);
        }
        assertThat(status().waiting()).isEqualTo(1_024);
        assertThat(refused(GROUP).code()).isEqualTo("pacing-queue");
        scripted.run(() -> pacing.pass("old", GROUP, () -> sent.add("old")));
        assertThat(status().waiting()).isEqualTo(1_025);
        scripted.loop.advance(Duration.ofMinutes(1));
        assertThat(sent).hasSize(1_026).endsWith("old");
    }

    private void refused(int code, @Nullable Duration wait) {
        scripted.run(() -> pacing.onRefused(code, wait));
    }

    @Test
    void pausesForAsLongAsTheServerSays() {
        refused(503, null);
        refused(463, Duration.ofMinutes(5));
        assertThat(status().paused()).isZero();
        refused(429, Duration.ofSeconds(20));
        assertThat(status().paused()).isEqualTo(Duration.ofSeconds(20));
        send(GROUP);
        assertThat(sent).isEmpty();
        refused(503, Duration.ofSeconds(30));
        scripted.loop.advance(Duration.ofMillis(29_999));
        assertThat(sent).isEmpty();
        scripted.loop.advance(Duration.ofMillis(1));
        assertThat(sent).hasSize(1);
        assertThat(status().paused()).isZero();
        refused(429, null);
        assertThat(status().paused()).isEqualTo(Duration.ofSeconds(60));
        PacingException failure = refusedAfter(Duration.ofSeconds(50));
        assertThat(failure.code()).isEqualTo("pacing-wait");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    private PacingException refusedAfter(Duration maxWait) {
        open(TWO_STRANGERS.withMaxWait(maxWait));
        refused(429, null);
        return refused(GROUP);
    }

    private void restricted(Kind kind, boolean active, @Nullable Instant until) {
        scripted.run(() -> pacing.onRestriction(new AccountRestriction(kind, active, until, null, null, null)));
    }

    @Test
    void writesToNoStrangerWhileTheServiceForbidsIt() {
        send(person(1));
        Instant end = scripted.loop.now().plusSeconds(3_600);
        restricted(Kind.STRANGERS, true, end);
        PacingException failure = refused(person(2));
        assertThat(failure.code()).isEqualTo("pacing-strangers");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(status().strangersAllowed()).isZero();
        send(person(1));
        send(GROUP);
        restricted(Kind.STRANGERS, false, null);
        assertThat(status().strangersAllowed()).isEqualTo(2);
        restricted(Kind.NEW_CHATS, true, null);
        assertThat(refused(person(2)).reason()).isEqualTo(Reason.STRANGERS);
        restricted(Kind.NEW_CHATS, false, null);
        restricted(Kind.STRANGERS, true, Instant.MAX);
        assertThat(refused(person(2)).retryAfter()).isGreaterThan(Duration.ofDays(1_000));
        restricted(Kind.STRANGERS, true, end);
        scripted.loop.advance(Duration.ofHours(1));
        send(person(2));
    }

    @Test
    void switchedOffItHearsNothingOfRefusals() {
        open(PacingOptions.OFF);
        refused(429, Duration.ofMinutes(5));
        restricted(Kind.STRANGERS, true, null);
        assertThat(status().paused()).isZero();
        send(person(1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void forgetsWhatWaitsWhenTheConnectionGoes() {
        for (int i = 0; i < 7; i++) {
            send(GROUP);
        }
        scripted.disconnect();
        scripted.loop.advance(Duration.ofMinutes(1));
        assertThat(sent).hasSize(5);
        assertThat(status().waiting()).isZero();
    }

    @Test
    void switchedOffItNeitherWaitsNorCountsNorWrites() {
        open(PacingOptions.OFF);
        for (int i = 0; i < 100; i++) {
            send(person(i));
        }
        write(transaction -> pacing.met(person(1), transaction));
        assertThat(sent).hasSize(100);
        assertThat(scripted.memory.rows("pacing")).isEmpty();
        assertThat(status().enabled()).isFalse();
    }
}
