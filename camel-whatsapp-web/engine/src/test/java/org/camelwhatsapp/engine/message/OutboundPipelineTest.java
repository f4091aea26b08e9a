package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.RequestTimeoutException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages that were accepted and not answered; posts of a newsletter, which need no keys. */
class OutboundPipelineTest {
    private static final Jid CHANNEL = Jid.of("120363000000000009", Jid.NEWSLETTER_SERVER);

    private final MessageBench bench = new MessageBench().loggedIn();
    private final Feature outbound = bench.messages.features().get(1);

    @BeforeEach
    void logIn() {
        bench.scripted.call(outbound::onLogin).join();
    }

    private CompletableFuture<SendResult> send(String text) {
        return bench.scripted.call(() -> bench.messages.send(CHANNEL, new TextContent(text), SendOptions.NONE));
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private Node ack() {
        return Node.builder("ack")
                .attr("class", "message")
                .attr("t", bench.scripted.loop.now().getEpochSecond())
                .build();
    }

    @Test
    void aMessageThatIsKeptWhenTheSessionEndsIsTheCallersNoLonger() {
        CompletableFuture<SendResult> sent = send("one");
        assertThat(bench.scripted.memory.mail().outbox).hasSize(1);
        bench.scripted.run(() -> outbound.onEnd(ConnectionState.STOPPED));
        assertThat(failure(sent)).isInstanceOfSatisfying(SendPendingException.class, pending -> {
            assertThat(pending.messageId())
                    .isEqualTo(bench.scripted.nextRequest().attr("id"));
            assertThat(pending).hasMessageContaining("kept");
            assertThat(pending.isRetryable()).isFalse();
        });
        assertThat(bench.scripted.memory.mail().outbox).hasSize(1);
    }

    @Test
    void itLeavesUnderItsIdWithTheNextConnection() {
        send("one");
        String id = bench.scripted.nextRequest().attr("id");
        bench.scripted.requests.clear();
        bench.scripted.run(outbound::onDisconnect);
        bench.scripted.run(() -> outbound.onEnd(ConnectionState.REPLACED));
        bench.scripted.call(outbound::onLogin).join();
        assertThat(bench.scripted.nextRequest().attr("id")).isEqualTo(id);
        bench.scripted.answerWith(ack());
        assertThat(bench.scripted.memory.mail().outbox).isEmpty();
    }

    @Test
    void whatTheServerTookJustBeforeTheConnectionBrokeIsNotSentAgain() {
        send("one");
        bench.scripted.memory.hold();
        bench.scripted.answerWith(ack());
        bench.scripted.run(outbound::onDisconnect);
        CompletableFuture<Void> login = bench.scripted.call(outbound::onLogin);
        assertThat(login).as("the answer is not on the disk yet").isNotDone();
        bench.scripted.memory.release();
        bench.scripted.loop.run();
        assertThat(login).isCompleted();
        assertThat(bench.scripted.requests).isEmpty();
    }

    @Test
    void aMessageThatIsNotDurableYetIsNotCalledKept() {
        bench.scripted.memory.hold();
        CompletableFuture<SendResult> sent = send("one");
        bench.scripted.run(() -> outbound.onEnd(ConnectionState.FAILED));
        assertThat(sent).isNotDone();
        bench.scripted.memory.fail();
        bench.scripted.memory.release();
        bench.scripted.loop.run();
        assertThat(failure(sent)).hasMessageContaining("no disk");
        assertThat(bench.scripted.memory.mail().outbox).isEmpty();
    }

    @Test
    void afterALogoutItIsNotPending() {
        CompletableFuture<SendResult> sent = send("one");
        bench.scripted.run(() -> outbound.onEnd(ConnectionState.LOGGED_OUT));
        assertThat(failure(sent)).isInstanceOf(NotConnectedException.class);
    }

    @Test
    void theServersAnswerCompletesTheSend() {
        CompletableFuture<SendResult> sent = send("one");
        assertThat(sent).isNotDone();
        bench.scripted.answerWith(ack());
        assertThat(sent).isCompleted();
        assertThat(bench.scripted.memory.mail().outbox).isEmpty();
    }

    @Test
    void aMessageThatTheServerNeverAnswersIsGivenUpAndEndsNoMoreConnections() {
        CompletableFuture<SendResult> sent = send("one");
        for (int silence = 1; silence < 5; silence++) {
            bench.scripted.fail(new RequestTimeoutException("no answer"));
            assertThat(bench.scripted.reconnects).hasSize(silence);
            assertThat(sent).isNotDone();
            bench.scripted.run(outbound::onDisconnect);
            bench.scripted.call(outbound::onLogin).join();
        }
        bench.scripted.fail(new RequestTimeoutException("no answer"));
        assertThat(bench.scripted.reconnects).hasSize(4);
        assertThat(failure(sent)).isInstanceOf(SendFailedException.class).hasMessageContaining("5 times");
        assertThat(bench.scripted.memory.mail().outbox).isEmpty();
        bench.scripted.run(outbound::onDisconnect);
        bench.scripted.call(outbound::onLogin).join();
        assertThat(bench.scripted.requests).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeReadIsAnAnswer() {
        CompletableFuture<SendResult> refused = send("one");
        bench.scripted.answerWith(
                Node.builder("ack").attr("error", "x").attr("backoff", "y").build());
        assertThat(failure(refused))
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-400"));
        CompletableFuture<SendResult> taken = send("two");
        bench.scripted.answerWith(
                Node.builder("ack").attr("t", "x").attr("server_id", "y").build());
        assertThat(taken).isCompleted();
        assertThat(bench.scripted.memory.mail().outbox).isEmpty();
    }
}
