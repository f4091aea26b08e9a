package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.newsletter.NewsletterDraft;
import org.camelwhatsapp.engine.newsletter.NewsletterFeature;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts arrive once in either direction, whatever happens to connections, answers and listeners. */
class NewsletterDeliveryTest {
    private final Simulator simulator = Simulator.start();
    private final Phone own = simulator.addAccount("15550001001", "Own");
    private final Phone friend = simulator.addAccount("15550001002", "Friend");
    private TestClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        client = new TestClient(simulator, directory, "own").paired(own);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private Jid ours() throws Exception {
        return get(client.client.with(NewsletterFeature.class, n -> n.create(NewsletterDraft.named("Ours"))))
                .jid();
    }

    @Test
    void aPostWhoseAnswerIsLostLeavesOnce() throws Exception {
        Jid news = ours();
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.CUT_BEFORE_ANSWER)
                        .tag("message"));
        SendResult sent = get(client.client.sendText(news, "once"));
        assertThat(own.newsletters().postIds(news)).containsExactly(sent.serverId());
    }

    @Test
    void aPostAndItsNewVersionLeaveInOrderWithoutWaitingForEachOther() throws Exception {
        Jid news = ours();
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.CUT_BEFORE_ANSWER)
                        .tag("message"));
        CompletionStage<SendResult> post =
                client.client.send(news, new TextContent("first"), SendOptions.NONE.withMessageId("NEWS1"));
        CompletionStage<SendResult> edit = client.client.send(
                news, new EditContent(new MessageKey(news, "NEWS1", true, null), "second"), SendOptions.NONE);
        long serverId = get(post).serverId();
        assertThat(get(edit).serverId()).isEqualTo(serverId);
        assertThat(own.newsletters().plaintext(news, serverId).text()).contains("second");
    }

    @Test
    void aPostOnWhichAListenerFailedComesAgain() {
        AtomicInteger calls = new AtomicInteger();
        client.client.addListener(new EventListener() {
            @Override
            public CompletionStage<Void> onEvent(Event event) {
                return event instanceof NewsletterMessageReceived && calls.incrementAndGet() == 1
                        ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
                        : CompletableFuture.completedFuture(null);
            }
        });
        Jid news = friend.newsletters().create("Theirs");
        own.newsletters().follow(news);
        friend.newsletters().post(news, "news");
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(calls).hasValue(2));
        friend.newsletters().post(news, "more news");
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(calls).as("and then no more").hasValue(3));
    }
}
