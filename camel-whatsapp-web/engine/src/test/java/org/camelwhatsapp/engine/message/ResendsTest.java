package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that the server could not take now: which wait, for how long, and what is on the disk meanwhile. */
class ResendsTest {
    private static final Jid BOB = Jid.lid("100000000000002");
    private static final Node STANZA =
            Node.builder("message").attr("to", BOB).attr("id", "M1").build();
    private static final ResendOptions THREE_TIMES =
            new ResendOptions(3, Duration.ofSeconds(10), Duration.ofSeconds(60));

    private final ScriptedSession scripted = new ScriptedSession();
    private final List<String> left = new ArrayList<>();

    private Resends resends(ResendOptions options) {
        return new Resends(scripted.session, options, 100);
    }

    private void later(Resends resends, Duration wait) {
        scripted.run(() -> resends.later("M1", STANZA, wait, () -> left.add("M1")));
    }

    private OutboxEntry onDisk() {
        return scripted.memory.mail().outbox.get("M1");
    }

    /** Only the codes that say "not now" are worth another try. */
    @ParameterizedTest
    @CsvSource({
        "429, true",
        "503, true",
        "500, false",
        "408, false",
        "421, false",
        "403, false",
        "463, false",
        "0, false"
    })
    void onlyWhatTheServerCannotTakeNowWaits(int code, boolean waits) {
        assertThat(resends(THREE_TIMES).waitOf("M1", code, null) != null).isEqualTo(waits);
    }

    @Test
    void unlessItIsAskedForNothingWaits() {
        assertThat(resends(ResendOptions.OFF).waitOf("M1", 429, null)).isNull();
    }

    /** After so many tries: the first wait doubled each time and up to a fifth more, at most the longest. */
    @ParameterizedTest
    @CsvSource({"0, 10000, 12000", "1, 20000, 24000", "2, 40000, 48000", "3, 60000, 60000"})
    void theWaitDoublesWithEachTry(int tries, long least, long most) {
        Resends resends = resends(new ResendOptions(4, Duration.ofSeconds(10), Duration.ofSeconds(60)));
        for (int i = 0; i < tries; i++) {
            later(resends, Duration.ofSeconds(1));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(resends.waitOf("M1", 429, null)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
        }
    }

    @Test
    void notAllWaitEquallyLong() {
        Resends resends = resends(THREE_TIMES);
        assertThat(resends.waitOf("M1", 429, null)).isNotEqualTo(resends.waitOf("M2", 429, null));
    }

    @Test
    void theLongestPossibleDoublingDoesNotOverflow() {
        Resends resends = resends(new ResendOptions(20, Duration.ofHours(1), Duration.ofDays(1)));
        for (int i = 0; i < 19; i++) {
            later(resends, Duration.ofSeconds(1));
        }
        assertThat(resends.waitOf("M1", 429, null)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void afterTheLastTryItFails() {
        Resends resends = resends(THREE_TIMES);
        for (int i = 0; i < 3; i++) {
            assertThat(resends.waitOf("M1", 429, null)).isNotNull();
            later(resends, Duration.ofSeconds(1));
        }
        assertThat(resends.waitOf("M1", 429, null)).isNull();
        assertThat(resends.waitOf("M2", 429, null)).as("another message").isNotNull();
    }

    @Test
    void aMessageThatIsNoLongerUnderWayStartsAnew() {
        Resends resends = resends(new ResendOptions(1, Duration.ofSeconds(10), Duration.ofSeconds(60)));
        later(resends, Duration.ofSeconds(1));
        resends.forget("M1");
        assertThat(resends.waitOf("M1", 429, null)).isNotNull();
    }

    /** What the server names counts if it is longer than one's own wait, up to the longest. */
    @ParameterizedTest
    @CsvSource({"13, 13", "59, 59", "60, 60"})
    void aLongerWaitThatTheServerNamesCounts(long named, long wait) {
        assertThat(resends(THREE_TIMES).waitOf("M1", 429, Duration.ofSeconds(named)))
                .isEqualTo(Duration.ofSeconds(wait));
    }

    @Test
    void aShorterWaitThatTheServerNamesDoesNotCount() {
        assertThat(resends(THREE_TIMES).waitOf("M1", 429, Duration.ofSeconds(1)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whoeverWouldWaitLongerThanTheLongestFails() {
        assertThat(resends(THREE_TIMES).waitOf("M1", 429, Duration.ofMillis(60_001)))
                .isNull();
    }

    @Test
    void itLeavesWhenTheWaitIsOver() {
        later(resends(THREE_TIMES), Duration.ofSeconds(10));
        scripted.loop.advance(Duration.ofMillis(9_999));
        assertThat(left).isEmpty();
        scripted.loop.advance(Duration.ofMillis(1));
        assertThat(left).containsExactly("M1");
    }

    @Test
    void howOftenAndUntilWhenIsOnTheDisk() {
        StoreTransaction transaction = scripted.session.store().transaction();
        transaction.put(new SentMessage("M1", BOB, new byte[] {1, 2}, 77));
        scripted.session.store().commit(transaction);
        Resends resends = resends(THREE_TIMES);
        later(resends, Duration.ofSeconds(1));
        later(resends, Duration.ofSeconds(10));
        assertThat(onDisk().tries()).isEqualTo(2);
        assertThat(onDisk().notBeforeMillis()).isEqualTo(scripted.loop.now().toEpochMilli() + 10_000);
        assertThat(onDisk().createdAtMillis()).isEqualTo(77);
        assertThat(onDisk().payload()).containsExactly(1, 2);
        assertThat(NodeDecoder.decode(onDisk().stanza())).isEqualTo(STANZA);
    }

    @Test
    void itDoesNotWaitBeforeThatIsOnTheDisk() {
        scripted.memory.hold();
        later(resends(THREE_TIMES), Duration.ofSeconds(1));
        assertThat(scripted.loop.timers()).isZero();
        scripted.memory.release();
        scripted.loop.run();
        assertThat(scripted.loop.timers()).isEqualTo(1);
    }

    @Test
    void aDiskThatFailsDoesNotKeepTheMessage() {
        scripted.memory.fail();
        later(resends(THREE_TIMES), Duration.ofSeconds(1));
        scripted.loop.advance(Duration.ofSeconds(1));
        assertThat(left).containsExactly("M1");
    }

    @Test
    void whenTheConnectionGoesNothingLeavesByItself() {
        Resends resends = resends(THREE_TIMES);
        later(resends, Duration.ofSeconds(10));
        scripted.run(resends::disconnected);
        assertThat(scripted.loop.timers()).isZero();
        assertThat(onDisk()).isNotNull();
    }

    @Test
    void withoutAConnectionItWaitsForTheNextOne() {
        scripted.ready = false;
        later(resends(THREE_TIMES), Duration.ofSeconds(10));
        assertThat(scripted.loop.timers()).isZero();
        assertThat(onDisk()).isNotNull();
    }

    private void takeUp(Resends resends, int tries, long notBefore) {
        OutboxEntry entry = new OutboxEntry("M1", BOB, new byte[] {1}, new byte[] {2}, 1, tries, notBefore);
        scripted.run(() -> resends.takeUp(entry, () -> left.add("M1")));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0})
    void aWaitThatIsOverIsNotBegunAgain(long millisLeft) {
        takeUp(resends(THREE_TIMES), 1, scripted.loop.now().toEpochMilli() + millisLeft);
        assertThat(left).containsExactly("M1");
    }

    @Test
    void theRestOfAWaitIsWaitedFor() {
        takeUp(resends(THREE_TIMES), 1, scripted.loop.now().toEpochMilli() + 4_000);
        scripted.loop.advance(Duration.ofMillis(3_999));
        assertThat(left).isEmpty();
        scripted.loop.advance(Duration.ofMillis(1));
        assertThat(left).containsExactly("M1");
    }

    @Test
    void aClockThatWasSetBackKeepsItNoLongerThanTheLongestWait() {
        takeUp(resends(THREE_TIMES), 1, scripted.loop.now().toEpochMilli() + 86_400_000L * 365);
        scripted.loop.advance(Duration.ofSeconds(60));
        assertThat(left).containsExactly("M1");
    }

    @Test
    void theTriesBeforeARestartCount() {
        Resends resends = resends(THREE_TIMES);
        takeUp(resends, 3, 0);
        assertThat(resends.waitOf("M1", 429, null)).isNull();
    }

    /** Tries, first and longest wait in milliseconds, just beyond what is allowed. */
    @ParameterizedTest
    @CsvSource({
        "-1, 1000, 1000, tries are 0 to 20",
        "21, 1000, 1000, tries are 0 to 20",
        "1, 0, 1000, the first wait is 1 ms to 1 hour",
        "1, 3600001, 3600001, the first wait is 1 ms to 1 hour",
        "1, 1000, 999, the longest wait is the first one to 24 hours",
        "1, 1000, 86400001, the longest wait is the first one to 24 hours"
    })
    void optionsBeyondTheLimitsAreRefused(int tries, long first, long longest, String message) {
        assertThatThrownBy(() -> new ResendOptions(tries, Duration.ofMillis(first), Duration.ofMillis(longest)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "20, 3600000, 86400000"})
    void optionsAtTheLimitsAreTaken(int tries, long first, long longest) {
        ResendOptions options = new ResendOptions(tries, Duration.ofMillis(first), Duration.ofMillis(longest));
        assertThat(options.longest().toMillis()).isEqualTo(longest);
    }
}
