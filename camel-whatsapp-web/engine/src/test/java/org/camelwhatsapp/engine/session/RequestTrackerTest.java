package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.testing.ManualEnvironment;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

class RequestTrackerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualEnvironment time = new ManualEnvironment();
    private final RequestTracker tracker = new RequestTracker(new SerialMailbox("test", time.compute(), 100), time, 3);

    private CompletableFuture<Node> await(String key) {
        return tracker.await(key, TIMEOUT).toCompletableFuture();
    }

    private static Node result(String type) {
        return Node.builder("iq").attr("type", type).build();
    }

    private static Throwable failureOf(CompletableFuture<Node> answer) {
        return Futures.unwrap(catchThrowable(answer::join));
    }

    @Test
    void completesTheRequestWithThatId() {
        CompletableFuture<Node> one = await("1");
        CompletableFuture<Node> two = await("2");
        assertThat(tracker.completeRequest("2", result("result"))).isTrue();
        assertThat(two).isCompletedWithValue(result("result"));
        assertThat(one).isNotDone();
        assertThat(tracker.completeRequest("2", result("result")))
                .as("once only")
                .isFalse();
        assertThat(tracker.completeRequest("9", result("result"))).isFalse();
    }

    @Test
    void failsWithTheServersCodeTextAndBackoff() {
        CompletableFuture<Node> answer = await("1");
        tracker.completeRequest(
                "1",
                result("error").toBuilder()
                        .child(Node.builder("error")
                                .attr("code", 429)
                                .attr("text", "rate-overlimit")
                                .attr("backoff", 30)
                                .build())
                        .build());
        ServerErrorException failure = (ServerErrorException) failureOf(answer);
        assertThat(failure.serverCode()).isEqualTo(429);
        assertThat(failure).hasMessageContaining("rate-overlimit");
        assertThat(failure.backoff()).isEqualTo(Duration.ofSeconds(30));
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void failsWithAKnownTextWhenTheServerGivesNone() {
        CompletableFuture<Node> answer = await("1");
        Node error = Node.builder("error").attr("code", 404).build();
        tracker.completeRequest("1", result("error").toBuilder().child(error).build());
        assertThat(failureOf(answer)).hasMessageContaining("not found");
        CompletableFuture<Node> bare = await("2");
        tracker.completeRequest("2", result("error"));
        assertThat(failureOf(bare)).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void failsAlsoWhenTheErrorItselfIsMalformed() {
        CompletableFuture<Node> answer = await("1");
        Node error = Node.builder("error").attr("code", "soon").build();
        tracker.completeRequest("1", result("error").toBuilder().child(error).build());
        assertThat(failureOf(answer)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void timesOutAndForgets() {
        CompletableFuture<Node> answer = await("1");
        time.advance(TIMEOUT.minusMillis(1));
        assertThat(answer).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(failureOf(answer)).isInstanceOf(RequestTimeoutException.class);
        assertThat(tracker.size()).isZero();
        assertThat(tracker.completeRequest("1", result("result"))).isFalse();
    }

    @Test
    void keepsNoTimerOfAnAnsweredRequest() {
        await("1");
        tracker.complete("1", Node.of("ack"));
        assertThat(time.timers()).isZero();
    }

    @Test
    void doesNotEndALaterRequestByTheTimerOfAnEarlierOne() {
        CompletableFuture<Node> first = tracker.await("1", Duration.ZERO).toCompletableFuture();
        // The timer fires, and its task waits in the mailbox behind the answer.
        time.fireDue();
        tracker.complete("1", Node.of("ack"));
        CompletableFuture<Node> second = await("1");
        time.runPending();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
    }

    @Test
    void refusesMoreThanItsCapacity() {
        await("1");
        await("2");
        await("3");
        assertThat(failureOf(await("4"))).isInstanceOf(NotConnectedException.class);
        assertThat(tracker.size()).isEqualTo(3);
    }

    @Test
    void refusesASecondRequestWithTheSameId() {
        CompletableFuture<Node> first = await("1");
        assertThat(failureOf(await("1"))).isInstanceOf(IllegalStateException.class);
        assertThat(time.timers()).isEqualTo(1);
        tracker.complete("1", Node.of("ack"));
        assertThat(first).isCompletedWithValue(Node.of("ack"));
    }

    @Test
    void failsEverythingWhenTheConnectionGoes() {
        CompletableFuture<Node> one = await("1");
        CompletableFuture<Node> two = await("2");
        tracker.failAll(null);
        assertThat(failureOf(one)).isInstanceOf(NotConnectedException.class);
        assertThat(failureOf(two)).isInstanceOf(NotConnectedException.class);
        assertThat(tracker.size()).isZero();
        assertThat(time.timers()).isZero();
    }

    @Test
    void takesARequestMadeWhileTheOthersFail() {
        await("1").whenComplete((v, failure) -> await("1"));
        tracker.failAll(null);
        assertThat(tracker.size()).isEqualTo(1);
    }
}
