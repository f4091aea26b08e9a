package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaConnectionTest {
    private final List<Node> asked = new ArrayList<>();
    private final List<CompletableFuture<Node>> pending = new ArrayList<>();
    private SystemScheduling scheduling;
    private FakeSession session;
    private MediaConnection connection;

    @BeforeEach
    void start() {
        scheduling = new SystemScheduling(1, 1);
        session = new FakeSession(scheduling);
        session.answers = iq -> {
            asked.add(iq);
            CompletableFuture<Node> answer = new CompletableFuture<>();
            pending.add(answer);
            return answer;
        };
        connection = new MediaConnection(session.session());
    }

    @AfterEach
    void stop() {
        scheduling.close();
    }

    private static Node granted(String auth) {
        return Node.of(
                "iq",
                Node.builder("media_conn")
                        .attr("auth", auth)
                        .attr("ttl", "60")
                        .child(Node.builder("host")
                                .attr("hostname", "a.example")
                                .build())
                        .build());
    }

    /** Runs on the mailbox and waits, so that what was asked is there afterwards. */
    private void onMailbox(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        session.mailbox.execute(() -> {
            task.run();
            done.complete(null);
        });
        done.get(120, TimeUnit.SECONDS);
    }

    private static MediaServers done(CompletionStage<MediaServers> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    @Test
    void asksWithTheKnownRequest() throws Exception {
        CompletionStage<MediaServers> servers = connection.servers();
        onMailbox(() -> pending.get(0).complete(granted("one")));
        assertThat(done(servers).auth()).isEqualTo("one");
        assertThat(asked.get(0))
                .isEqualTo(Node.builder("iq")
                        .attr("xmlns", "w:m")
                        .attr("type", "set")
                        .attr("to", Jid.SERVER)
                        .child(Node.of("media_conn"))
                        .build());
    }

    @Test
    void callersShareARequestThatIsOnItsWay() throws Exception {
        CompletionStage<MediaServers> first = connection.servers();
        CompletionStage<MediaServers> second = connection.servers();
        onMailbox(() -> pending.get(0).complete(granted("one")));
        assertThat(done(first)).isSameAs(done(second));
        assertThat(done(connection.servers())).isSameAs(done(first));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aFailureIsNotRemembered() throws Exception {
        CompletionStage<MediaServers> first = connection.servers();
        onMailbox(() -> pending.get(0).completeExceptionally(new NotConnectedException("down")));
        assertThatThrownBy(() -> done(first)).hasCauseInstanceOf(NotConnectedException.class);
        CompletionStage<MediaServers> second = connection.servers();
        onMailbox(() -> pending.get(1).complete(Node.of("iq")));
        assertThatThrownBy(() -> done(second)).hasCauseInstanceOf(MalformedNodeException.class);
        CompletionStage<MediaServers> third = connection.servers();
        onMailbox(() -> pending.get(2).complete(granted("three")));
        assertThat(done(third).auth()).isEqualTo("three");
    }

    @Test
    void refusedServersAreReplacedOnceForAllWhoHadThem() throws Exception {
        CompletionStage<MediaServers> first = connection.servers();
        onMailbox(() -> pending.get(0).complete(granted("one")));
        MediaServers refused = done(first);
        CompletionStage<MediaServers> renewed = connection.insteadOf(refused);
        CompletionStage<MediaServers> shared = connection.insteadOf(refused);
        onMailbox(() -> pending.get(1).complete(granted("two")));
        assertThat(done(renewed).auth()).isEqualTo("two");
        assertThat(done(shared)).isSameAs(done(renewed));
        // Whoever comes late with the old ones gets the new ones without another request.
        assertThat(done(connection.insteadOf(refused))).isSameAs(done(renewed));
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAnswerFromBeforeAReconnectIsNotRemembered() throws Exception {
        CompletionStage<MediaServers> old = connection.servers();
        onMailbox(connection::clear);
        onMailbox(() -> pending.get(0).complete(granted("old")));
        assertThat(done(old).auth()).isEqualTo("old");
        CompletionStage<MediaServers> fresh = connection.servers();
        onMailbox(() -> pending.get(1).complete(granted("new")));
        assertThat(done(fresh).auth()).isEqualTo("new");
    }
}
