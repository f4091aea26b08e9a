package org.camelwhatsapp.engine.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ManualLoop;
import org.junit.jupiter.api.Test;

/** Who leaves when. Time stands still unless a test lets it pass. */
class SendQueueTest {
    private static final Jid ANN = Jid.phone("15550001001");
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid EVE = Jid.phone("15550001003");

    private record Left(Instant at, Jid chat, String id) {}

    private final ManualLoop loop = new ManualLoop();
    private final List<Left> left = new ArrayList<>();
    private final SendQueue queue = queue(new Rate(60, 3), new Rate(20, 1), 0);

    private SendQueue queue(Rate session, Rate chat, double jitter) {
        PacingOptions options = new PacingOptions(
                true, session, chat, jitter, Duration.ofMinutes(1), PacingOptions.STANDARD.strangers());
        return new SendQueue(loop.environment(5), loop, options);
    }

    private void add(SendQueue target, Jid chat, String id) {
        target.add(id, chat, () -> left.add(new Left(loop.now(), chat, id)));
    }

    private List<String> ids() {
        return left.stream().map(Left::id).toList();
    }

    @Test
    void aChatThatMustPauseLetsOthersGoFirst() {
        add(queue, ANN, "a1");
        add(queue, ANN, "a2");
        add(queue, BOB, "b1");
        assertThat(ids()).containsExactly("a1", "b1");
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.delayed()).isEqualTo(1);
        assertThat(queue.nextAfterMillis()).isEqualTo(3_000);
        loop.advance(Duration.ofMillis(2_999));
        assertThat(left).hasSize(2);
        loop.advance(Duration.ofMillis(1));
        assertThat(ids()).containsExactly("a1", "b1", "a2");
        assertThat(queue.size()).isZero();
        assertThat(queue.nextAfterMillis()).isZero();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void chatsTakeTurns() {
        SendQueue slow = queue(new Rate(60, 1), new Rate(6_000, 10), 0);
        List.of("a1", "a2", "a3").forEach(id -> add(slow, ANN, id));
        List.of("b1", "b2").forEach(id -> add(slow, BOB, id));
        add(slow, EVE, "e1");
        loop.advance(Duration.ofSeconds(10));
        assertThat(ids()).containsExactly("a1", "a2", "b1", "e1", "a3", "b2");
    }

    @Test
    void aMessageThatWaitsKeepsItsPlaceWhenItComesAgain() {
        add(queue, ANN, "a1");
        add(queue, ANN, "a2");
        add(queue, ANN, "a3");
        add(queue, ANN, "a2");
        loop.advance(Duration.ofMinutes(1));
        assertThat(ids()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void forgetsWhatWaitsAndCanBeUsedAgain() {
        add(queue, ANN, "a1");
        add(queue, ANN, "a2");
        queue.clear();
        assertThat(queue.size()).isZero();
        assertThat(loop.timers()).isZero();
        add(queue, ANN, "a2");
        loop.advance(Duration.ofMinutes(1));
        assertThat(ids()).containsExactly("a1", "a2");
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        add(queue, ANN, "a1");
        queue.add("a2", ANN, () -> {
            throw new IllegalStateException("cannot");
        });
        add(queue, ANN, "a3");
        try {
            loop.advance(Duration.ofSeconds(3));
        } catch (IllegalStateException e) {
            // The mailbox would log it.
        }
        loop.advance(Duration.ofMinutes(1));
        assertThat(ids()).containsExactly("a1", "a3");
    }

    @Test
    void knowsHowLongOneMoreWouldWait() {
        add(queue, ANN, "a1");
        assertThat(queue.longestWaitMillis(ANN, 0, 0)).isEqualTo(3_000);
        assertThat(queue.longestWaitMillis(ANN, 1, 1)).isEqualTo(6_000);
        assertThat(queue.longestWaitMillis(BOB, 0, 0)).isZero();
        assertThat(queue.longestWaitMillis(BOB, 5, 0)).isEqualTo(4_000);
    }

    @Test
    void nothingLeavesDuringAPauseAndAllAfterIt() {
        queue.pause(Duration.ofSeconds(30));
        add(queue, ANN, "a1");
        add(queue, BOB, "b1");
        assertThat(queue.longestWaitMillis(EVE, 0, 0)).isEqualTo(30_000);
        assertThat(queue.nextAfterMillis()).isEqualTo(30_000);
        queue.pause(Duration.ofSeconds(5));
        loop.advance(Duration.ofMillis(29_999));
        assertThat(left).isEmpty();
        assertThat(queue.pausedMillis()).isEqualTo(1);
        loop.advance(Duration.ofMillis(1));
        assertThat(ids()).containsExactly("a1", "b1");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void aPauseHoldsUpWhatWaitsAlreadyAndLastsADayAtMost() {
        add(queue, ANN, "a1");
        add(queue, ANN, "a2");
        queue.pause(Duration.ofDays(400));
        loop.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(ids()).containsExactly("a1");
        loop.advance(Duration.ofMillis(1));
        assertThat(ids()).containsExactly("a1", "a2");
    }

    @Property(tries = 150)
    void keepsOrderAndRatesAndLosesNothing(
            @ForAll @IntRange(min = 1, max = 5) int sessionBurst,
            @ForAll @IntRange(min = 1, max = 3) int chatBurst,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 14_999) Integer> script) {
        left.clear();
        Rate session = new Rate(60, sessionBurst);
        Rate chat = new Rate(20, chatBurst);
        SendQueue paced = queue(session, chat, 0.5);
        Map<Jid, List<String>> asked = new HashMap<>();
        List<Jid> chats = List.of(ANN, BOB, EVE);
        for (int step = 0; step < script.size(); step++) {
            // A third of the steps lets up to five seconds pass.
            Jid to = chats.get(script.get(step) % 3);
            String id = "m" + step;
            asked.computeIfAbsent(to, c -> new ArrayList<>()).add(id);
            add(paced, to, id);
            if (script.get(step) >= 10_000) {
                loop.advance(Duration.ofMillis(script.get(step) - 10_000));
            }
        }
        loop.advance(Duration.ofMinutes(10));
        assertThat(paced.size()).isZero();
        asked.forEach((to, ids) -> {
            List<Left> ofChat =
                    left.stream().filter(one -> one.chat().equals(to)).toList();
            assertThat(ofChat).extracting(Left::id).containsExactlyElementsOf(ids);
            holds(chat, ofChat);
        });
        holds(session, left);
    }

    private static void holds(Rate rate, List<Left> messages) {
        for (int first = 0; first < messages.size(); first++) {
            for (int last = first; last < messages.size(); last++) {
                long span = Duration.between(
                                messages.get(first).at(), messages.get(last).at())
                        .toMillis();
                assertThat((double) last - first + 1)
                        .isLessThanOrEqualTo(rate.burst() + span * rate.perMinute() / 60e3);
            }
        }
    }
}
