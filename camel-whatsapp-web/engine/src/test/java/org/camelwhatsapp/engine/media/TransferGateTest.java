package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferGateTest {
    private SystemScheduling scheduling;
    private FakeSession session;
    private TransferGate gate;

    @BeforeEach
    void start() {
        scheduling = new SystemScheduling(2, 1);
        session = new FakeSession(scheduling);
        gate = new TransferGate(session.mailbox, 2);
    }

    @AfterEach
    void stop() {
        scheduling.close();
    }

    @Test
    void waitingTransfersStartInOrder() throws Exception {
        List<Integer> started = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Integer>> running = new ArrayList<>();
        List<CompletionStage<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            CompletableFuture<Integer> transfer = new CompletableFuture<>();
            running.add(transfer);
            results.add(gate.pass(() -> {
                started.add(number);
                return transfer;
            }));
        }
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> gate.waiting() == 3);
        assertThat(started).containsExactly(0, 1);
        running.get(1).complete(1);
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> started.size() == 3);
        assertThat(gate.running()).isEqualTo(2);
        running.forEach(transfer -> transfer.complete(9));
        for (CompletionStage<Integer> result : results) {
            result.toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
        assertThat(started).containsExactly(0, 1, 2, 3, 4);
        assertThat(gate.running()).isZero();
    }

    @Test
    void aFailedTransferMakesRoomToo() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> gate.pass(() -> CompletableFuture.failedFuture(new MediaExpiredException("gone")))
                            .toCompletableFuture()
                            .get(120, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MediaExpiredException.class);
            assertThatThrownBy(() -> gate.pass(() -> {
                                throw new IllegalStateException("at once");
                            })
                            .toCompletableFuture()
                            .get(120, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(gate.running()).isZero();
    }

    @Test
    void beyondItsLimitATransferIsRefused() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        List<CompletionStage<Void>> results = new ArrayList<>();
        for (int i = 0; i < TransferGate.MAX_WAITING + 2; i++) {
            CompletableFuture<Void> entered = new CompletableFuture<>();
            session.mailbox.execute(() -> {
                results.add(gate.pass(() -> never));
                entered.complete(null);
            });
            entered.join();
        }
        assertThat(gate.waiting()).isEqualTo(TransferGate.MAX_WAITING);
        assertThatThrownBy(() -> gate.pass(() -> never).toCompletableFuture().get(120, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MediaException.class);
        assertThat(results).noneMatch(result -> result.toCompletableFuture().isDone());
    }

    @Test
    void resultsArriveOnTheMailbox() throws Exception {
        CompletableFuture<Integer> transfer = new CompletableFuture<>();
        CompletableFuture<Boolean> onMailbox = gate.pass(() -> transfer)
                .thenApply(value -> session.mailbox.isCurrent())
                .toCompletableFuture();
        transfer.complete(1);
        assertThat(onMailbox.get(120, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aClosedSessionTakesNoTransfers() {
        session.mailbox.close();
        assertThatThrownBy(() -> gate.pass(() -> new CompletableFuture<Void>())
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NotConnectedException.class);
    }
}
