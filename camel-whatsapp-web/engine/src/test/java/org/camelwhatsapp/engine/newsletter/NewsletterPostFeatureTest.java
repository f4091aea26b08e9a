package org.camelwhatsapp.engine.newsletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.event.NewsletterCountsChanged;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Posts that come, and what is said about posts. */
class NewsletterPostFeatureTest {
    private final ScriptedSession server = new ScriptedSession();
    private final NewsletterPostFeature posts = server.add(new NewsletterPostFeature(server.session));

    private <T> CompletableFuture<T> call(Function<NewsletterPostFeature, CompletionStage<T>> call) {
        CompletableFuture<?>[] result = new CompletableFuture<?>[1];
        server.run(() -> result[0] = call.apply(posts).toCompletableFuture());
        @SuppressWarnings("unchecked")
        CompletableFuture<T> typed = (CompletableFuture<T>) result[0];
        return typed;
    }

    private NewsletterMessageReceived delivered() {
        return (NewsletterMessageReceived) server.deliveries.element().event();
    }

    @Test
    void acknowledgesAPostWhenTheListenersAreDone() {
        server.receive(
                Answers.post(1, Answers.text("hello")).attr("offline", "1").build());
        assertThat(delivered().message().serverId()).isEqualTo(1);
        assertThat(delivered().offline()).isTrue();
        assertThat(server.sent).as("not yet").isEmpty();
        server.settle(null);
        Node ack = server.sent.get(0);
        assertThat(ack.is("ack")).isTrue();
        assertThat(ack.attr("class")).isEqualTo("message");
        assertThat(ack.attr("id")).isEqualTo("ID1");
        assertThat(ack.jid("to")).isEqualTo(Answers.NEWS);
    }

    @Test
    void deliversAPostAgainOnWhichAListenerFailed() {
        server.receive(Answers.post(1, Answers.text("hello")).build());
        assertThat(delivered().redelivered()).isFalse();
        server.settle(new IllegalStateException("the disk is full"));
        assertThat(server.sent).isEmpty();
        assertThat(server.deliveries).as("not at once").isEmpty();
        server.receive(Answers.post(2, Answers.text("later")).build());
        assertThat(delivered().message().serverId()).as("others pass").isEqualTo(2);
        server.settle(null);
        server.loop.advance(Duration.ofMillis(600));
        assertThat(delivered().message().serverId()).isEqualTo(1);
        assertThat(delivered().redelivered()).isTrue();
        server.settle(new IllegalStateException("the disk is full"));
        server.loop.advance(Duration.ofMillis(600));
        assertThat(server.deliveries).as("the pause grows").isEmpty();
        server.loop.advance(Duration.ofMillis(600));
        server.settle(null);
        assertThat(server.sent).hasSize(2);
        assertThat(posts.depth()).isZero();
    }

    @Test
    void acknowledgesWhatComesTwiceWithoutAnEvent() {
        server.receive(Answers.post(1, Answers.text("hello")).build());
        server.settle(null);
        server.receive(Answers.post(1, Answers.text("hello")).build());
        assertThat(server.deliveries).isEmpty();
        assertThat(server.sent).hasSize(2);
        server.receive(Answers.post(1, Answers.text("new"))
                .child(Node.builder("meta")
                        .attr("msg_edit_t", 1_700_000_001_000L)
                        .build())
                .build());
        assertThat(server.deliveries).as("a new version is news").hasSize(1);
    }

    @Test
    void tellsOnceOfWhatComesAgainWhileTheListenersAreBusy() {
        server.receive(Answers.post(1, Answers.text("hello")).build());
        server.disconnect();
        server.receive(
                Answers.post(1, Answers.text("hello")).attr("offline", "1").build());
        assertThat(server.deliveries).hasSize(1);
        assertThat(server.sent).isEmpty();
        server.settle(null);
        assertThat(server.sent).hasSize(1);
    }

    @Test
    void letsNoMoreWaitThanThereIsRoomFor() {
        for (int i = 1; i <= 1_030; i++) {
            server.receive(Answers.post(i, Answers.text("hello")).build());
        }
        assertThat(server.deliveries).hasSize(1_024);
        assertThat(posts.depth()).isEqualTo(1_024);
        server.settle(null);
        assertThat(posts.depth()).isEqualTo(1_023);
        server.receive(Answers.post(1_030, Answers.text("hello")).build());
        assertThat(posts.depth()).isEqualTo(1_024);
    }

    @Test
    void takesAStatusOfANewsletter() {
        Node status = Node.builder("status")
                .attr("from", Answers.NEWS)
                .attr("id", "S1")
                .attr("server_id", 5)
                .child(Node.of("plaintext", Answers.text("today")))
                .build();
        server.receive(status);
        assertThat(delivered().status()).isTrue();
        server.settle(null);
        assertThat(server.sent.get(0).attr("class")).isEqualTo("status");
        assertThatThrownBy(() -> server.receive(
                        status.toBuilder().attr("from", Jid.phone("15550100")).build()))
                .isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void tellsCountsInEitherNesting() {
        Node counted = Node.builder("message")
                .attr("server_id", 3)
                .child(Node.builder("views_count").attr("count", 9).build())
                .build();
        for (Node updates :
                List.of(Node.of("live_updates", Node.of("messages", counted)), Node.of("live_updates", counted))) {
            server.receive(Node.builder("notification")
                    .attr("type", "newsletter")
                    .attr("from", Answers.NEWS)
                    .attr("t", 1_700_000_000)
                    .child(updates)
                    .build());
        }
        assertThat(server.events(NewsletterCountsChanged.class)).hasSize(2).allSatisfy(event -> {
            assertThat(event.newsletter()).isEqualTo(Answers.NEWS);
            assertThat(event.messages().get(0).counts().views()).isEqualTo(9);
        });
    }

    @Test
    void asksForPages() {
        CompletableFuture<List<NewsletterMessage>> page =
                call(p -> p.messages(new NewsletterPage(Answers.NEWS, 10, 500L, null, null)));
        Node iq = server.nextRequest();
        assertThat(iq.attr("xmlns")).isEqualTo("newsletter");
        assertThat(iq.jid("to")).isEqualTo(Jid.SERVER);
        Node query = iq.requireChild("messages");
        assertThat(query.attr("type")).isEqualTo("jid");
        assertThat(query.jid("jid")).isEqualTo(Answers.NEWS);
        assertThat(query.attr("count")).isEqualTo("10");
        assertThat(query.attr("before")).isEqualTo("500");
        assertThat(query.has("after")).isFalse();
        server.answer(Node.of("messages", Answers.post(1, Answers.text("a")).build()));
        assertThat(page.join()).hasSize(1);

        CompletableFuture<List<NewsletterMessage>> updates = call(
                p -> p.updates(new NewsletterPage(Answers.NEWS, 10, null, 7L, Instant.ofEpochSecond(1_700_000_000))));
        assertThat(server.nextRequest().jid("to")).isEqualTo(Answers.NEWS);
        Node asked = server.nextRequest().requireChild("message_updates");
        assertThat(asked.attr("since")).isEqualTo("1700000000");
        assertThat(asked.attr("after")).isEqualTo("7");
        server.answer(Node.of("message_updates", Node.of("messages")));
        assertThat(updates.join()).isEmpty();
        assertThatThrownBy(() -> NewsletterPage.latest(Answers.NEWS, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewsletterPage(Answers.NEWS, 1, 1L, 2L, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksToBeTold() {
        CompletableFuture<Duration> duration = call(p -> p.subscribe(Answers.NEWS));
        Node iq = server.nextRequest();
        assertThat(iq.attr("type")).isEqualTo("set");
        assertThat(iq.jid("to")).isEqualTo(Answers.NEWS);
        assertThat(iq.child("live_updates")).isNotNull();
        server.answer(Node.builder("live_updates").attr("duration", 300).build());
        assertThat(duration.join()).isEqualTo(Duration.ofMinutes(5));
    }

    private void answerWatch() {
        server.answer(Node.builder("live_updates").attr("duration", 300).build());
    }

    @Test
    void goesOnToAskUntilItIsToldNotTo() {
        CompletableFuture<Duration> duration = call(p -> p.watch(Answers.NEWS));
        answerWatch();
        assertThat(duration.join()).isEqualTo(Duration.ofMinutes(5));
        assertThat(posts.watched()).isEqualTo(1);
        server.loop.advance(Duration.ofSeconds(239));
        assertThat(server.requests).isEmpty();
        server.loop.advance(Duration.ofSeconds(2));
        assertThat(server.nextRequest().child("live_updates")).isNotNull();
        server.fail(new NotConnectedException("gone"));
        server.loop.advance(Duration.ofSeconds(25));
        assertThat(server.requests).as("tried again soon").hasSize(1);
        answerWatch();
        server.run(() -> posts.unwatch(Answers.NEWS));
        server.loop.advance(Duration.ofMinutes(20));
        assertThat(server.requests).isEmpty();
        assertThat(posts.watched()).isZero();
    }

    @Test
    void asksAgainWithTheNextConnectionOnly() {
        call(p -> p.watch(Answers.NEWS));
        answerWatch();
        server.disconnect();
        server.loop.advance(Duration.ofMinutes(20));
        assertThat(server.requests).isEmpty();
        server.run(posts::onLogin);
        assertThat(server.nextRequest().jid("to")).isEqualTo(Answers.NEWS);
    }

    @Test
    void watchesOnlySoMany() {
        for (int i = 0; i < 256; i++) {
            Jid newsletter = Jid.of("1203" + i, Jid.NEWSLETTER_SERVER);
            call(p -> p.watch(newsletter));
            answerWatch();
        }
        assertThat(call(p -> p.watch(Answers.NEWS))).isCompletedExceptionally();
        assertThat(server.requests).isEmpty();
        assertThat(posts.watched()).isEqualTo(256);
    }

    @Test
    void reactsByServerId() {
        CompletableFuture<Void> done = call(p -> p.react(Answers.NEWS, 17, "👍"));
        Node message = server.nextRequest();
        assertThat(message.attr("server_id")).isEqualTo("17");
        assertThat(message.attr("type")).isEqualTo("reaction");
        assertThat(message.has("edit")).isFalse();
        assertThat(message.requireChild("reaction").attr("code")).isEqualTo("👍");
        server.answerWith(Node.of("ack"));
        assertThat(done).isCompleted();
        CompletableFuture<Void> back = call(p -> p.react(Answers.NEWS, 17, ""));
        assertThat(server.nextRequest().attr("edit")).isEqualTo("7");
        assertThat(server.nextRequest().requireChild("reaction").has("code")).isFalse();
        server.answerWith(Node.builder("ack").attr("error", 406).build());
        assertThatThrownBy(back::join).hasCauseInstanceOf(SendFailedException.class);
    }

    @Test
    void votesByHash() {
        call(p -> p.vote(Answers.NEWS, 17, List.of("now")));
        Node message = server.nextRequest();
        assertThat(message.attr("type")).isEqualTo("poll");
        assertThat(message.requireChild("meta").attr("polltype")).isEqualTo("vote");
        assertThat(message.requireChild("votes").requireChild("vote").requireBytes(32))
                .isEqualTo(NewsletterNodes.hash("now"));
    }

    @Test
    void saysWhatWasSeen() {
        assertThat(call(p -> p.markViewed(Answers.NEWS, List.of(17L, 18L)))).isCompleted();
        Node receipt = server.sent.get(0);
        assertThat(receipt.is("receipt")).isTrue();
        assertThat(receipt.attr("type")).isEqualTo("view");
        assertThat(receipt.jid("to")).isEqualTo(Answers.NEWS);
        assertThat(receipt.requireChild("list").children("item"))
                .extracting(item -> item.attr("server_id"))
                .containsExactly("17", "18");
        assertThatThrownBy(() -> posts.markViewed(Answers.NEWS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
