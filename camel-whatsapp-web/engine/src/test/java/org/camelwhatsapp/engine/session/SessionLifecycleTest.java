package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.LoggedOut;
import org.camelwhatsapp.engine.event.OfflineCompleted;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ManualEnvironment;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ClientPayload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole session on links, a store and a clock that the test holds in its hands. */
class SessionLifecycleTest {
    private static final Jid JID = Jid.phone("15550100").withDevice(7);
    private static final Jid LID = Jid.lid("99887766").withDevice(7);

    private final ManualEnvironment time = new ManualEnvironment();
    private final ScriptedLinks links = new ScriptedLinks();
    private final StubStore store = new StubStore();
    private final List<Event> events = new ArrayList<>();
    private final List<Node> messages = new ArrayList<>();
    private CompletableFuture<Void> preparation = CompletableFuture.completedFuture(null);
    private int disconnects;
    private int preparedNext;
    private DefaultSession session;

    @BeforeEach
    void pairedSession() {
        start(true, new ReconnectPolicy(1_000, 8_000, 2, 0, 0));
    }

    private void start(boolean paired, ReconnectPolicy reconnect) {
        Curve25519 curve = Curve25519.fastest();
        Credentials credentials = CredentialsFactory.create(curve, time.environment());
        if (paired) {
            credentials = credentials.withAccount(
                    new LinkedAccount(JID, LID, new byte[] {1}, new byte[32], null, null, null));
        }
        SessionOptions defaults = SessionOptions.defaults(ClientIdentity.named("test"));
        SessionOptions options = new SessionOptions(
                defaults.identity(),
                reconnect,
                new KeepAliveOptions(Duration.ofSeconds(20), Duration.ofSeconds(10)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                "");
        session = new DefaultSession(
                new SessionParts(time.environment(), curve, store.store(), options, links, credentials));
        session.add(new Feature() {
            @Override
            public void register(StanzaRouter router) {
                router.onTag("message", messages::add);
            }

            @Override
            public CompletionStage<Void> onLogin() {
                return preparation;
            }

            @Override
            public void onDisconnect() {
                disconnects++;
            }
        });
        session.add(new Feature() {
            @Override
            public void register(StanzaRouter router) {}

            @Override
            public CompletionStage<Void> onLogin() {
                preparedNext++;
                return CompletableFuture.completedFuture(null);
            }
        });
        events.clear();
        links.opened.clear();
        session.events().add(event -> {
            events.add(event);
            return CompletableFuture.completedFuture(null);
        });
    }

    private ScriptedLinks.ScriptedLink connect() {
        session.start();
        time.runPending();
        links.last().complete(false);
        time.runPending();
        return links.last();
    }

    private ScriptedLinks.ScriptedLink login() {
        ScriptedLinks.ScriptedLink link = connect();
        receive(Node.builder("success").attr("lid", LID).build());
        answerActive(link);
        return link;
    }

    private void answerActive(ScriptedLinks.ScriptedLink link) {
        Node active = link.sent.stream()
                .filter(node -> "passive".equals(node.attr("xmlns")))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(active.child("active")).isNotNull();
        receive(Node.builder("iq")
                .attr("type", "result")
                .attr("id", active.attr("id"))
                .build());
    }

    private void receive(Node stanza) {
        links.last().listener.onStanza(stanza);
        time.runPending();
    }

    private void assertState(ConnectionState state) {
        assertThat(session.state()).isEqualTo(state);
    }

    @Test
    void logsInAndIsReadyOnceTheFeaturesAreAndTheServerKnows() throws Exception {
        preparation = new CompletableFuture<>();
        ScriptedLinks.ScriptedLink link = connect();
        ClientPayload payload = ClientPayload.parseFrom(link.request.clientPayload());
        assertThat(payload.getUsername()).isEqualTo(15550100L);
        assertThat(payload.getDevice()).isEqualTo(7);
        assertThat(payload.getLc()).isEqualTo(1);
        assertState(ConnectionState.LOGGING_IN);

        receive(Node.builder("success").attr("lid", LID).build());
        assertThat(link.sent).as("the features come first").isEmpty();
        preparation.complete(null);
        time.runPending();
        assertState(ConnectionState.LOGGING_IN);
        assertThat(session.wire().isReady()).isFalse();
        answerActive(link);
        assertState(ConnectionState.READY);
        assertThat(session.wire().isReady()).isTrue();
    }

    @Test
    void countsItsLoginsInTheStore() throws Exception {
        login();
        links.last().close();
        time.advance(Duration.ofSeconds(2));
        assertThat(ClientPayload.parseFrom(links.last().request.clientPayload()).getLc())
                .isEqualTo(2);
        assertThat(store.committed).isNotEmpty();
    }

    @Test
    void resumesWithTheServersKeyAndNotAgainAfterThatFailed() {
        ScriptedLinks.ScriptedLink first = login();
        assertThat(first.request.serverStaticKey()).isNull();
        first.close();
        time.advance(Duration.ofSeconds(2));
        assertThat(links.last().request.serverStaticKey()).hasSize(32);
        links.last().listener.onClosed(new NotConnectedException("refused"));
        time.advance(Duration.ofSeconds(5));
        assertThat(links.last().request.serverStaticKey()).isNull();
    }

    @Test
    void presentsTheRoutingBytesNextTime() {
        login();
        receive(Node.builder("ib")
                .child(Node.of("edge_routing", Node.of("routing_info", new byte[] {4, 2})))
                .build());
        links.last().close();
        time.advance(Duration.ofSeconds(2));
        assertThat(links.last().request.routingInfo()).containsExactly(4, 2);
    }

    @Test
    void backsOffLongerEachTimeUntilItIsReadyAgain() {
        session.start();
        time.runPending();
        for (int seconds : new int[] {1, 2, 4, 8, 8}) {
            int before = links.opened.size();
            links.last().listener.onClosed(new NotConnectedException("down"));
            time.runPending();
            assertState(ConnectionState.BACKING_OFF);
            time.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(links.opened).hasSize(before);
            time.advance(Duration.ofMillis(1));
            assertThat(links.opened).hasSize(before + 1);
        }
        links.last().complete(false);
        time.runPending();
        receive(Node.of("success"));
        answerActive(links.last());
        links.last().close();
        int before = links.opened.size();
        time.advance(Duration.ofSeconds(1));
        assertThat(links.opened).hasSize(before + 1);
    }

    @Test
    void givesUpAfterTheLastTry() {
        start(true, new ReconnectPolicy(1_000, 8_000, 2, 0, 2));
        session.start();
        time.runPending();
        links.last().listener.onClosed(new NotConnectedException("down"));
        time.advance(Duration.ofSeconds(1));
        links.last().listener.onClosed(new NotConnectedException("down"));
        time.runPending();
        assertState(ConnectionState.FAILED);
        time.advance(Duration.ofHours(1));
        assertThat(links.opened).hasSize(2);
    }

    @Test
    void doesNotTryAgainWhenTheServerCannotBeTrusted() {
        session.start();
        time.runPending();
        links.last().listener.onClosed(new FatalLinkException("wrong root", null));
        time.advance(Duration.ofHours(1));
        assertState(ConnectionState.FAILED);
        assertThat(links.opened).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, LOGGED_OUT",
        "402, TEMPORARILY_BANNED",
        "403, LOGGED_OUT",
        "405, VERSION_REFUSED",
        "406, LOGGED_OUT",
        "409, FAILED",
        "503, BACKING_OFF"
    })
    void endsInTheStateOfTheFailure(int reason, ConnectionState state) {
        connect();
        receive(Node.builder("failure").attr("reason", reason).build());
        assertState(state);
        assertThat(links.last().closed).isTrue();
        assertThat(disconnects).isEqualTo(1);
        if (state != ConnectionState.BACKING_OFF) {
            time.advance(Duration.ofHours(1));
            assertThat(links.opened).as("it never tries by itself").hasSize(1);
            assertThat(time.timers()).isZero();
        }
    }

    @Test
    void forgetsTheLinkOnceLoggedOut() {
        login();
        receive(Node.builder("stream:error")
                .attr("code", 401)
                .child(Node.builder("conflict").attr("type", "device_removed").build())
                .build());
        assertState(ConnectionState.LOGGED_OUT);
        assertThat(session.credentials().isPaired()).isFalse();
        assertThat(store.committed).anyMatch(writes -> writes.contains("wipeLink"));
        assertThat(events).filteredOn(LoggedOut.class::isInstance).hasSize(1);
    }

    @Test
    void leavesTheFieldToTheOneThatReplacedIt() {
        login();
        receive(Node.builder("stream:error")
                .child(Node.builder("conflict").attr("type", "replaced").build())
                .build());
        time.advance(Duration.ofHours(1));
        assertState(ConnectionState.REPLACED);
        assertThat(links.opened).hasSize(1);
        assertThat(session.credentials().isPaired()).isTrue();
    }

    @Test
    void restartsAtOnceWhenTheServerAsksForIt() {
        login();
        receive(Node.builder("stream:error").attr("code", 515).build());
        assertState(ConnectionState.CONNECTING);
        assertThat(links.opened).hasSize(2);
    }

    @Test
    void expiresWhenNobodyScannedTheCode() throws Exception {
        start(false, ReconnectPolicy.DEFAULT);
        connect();
        assertState(ConnectionState.PAIRING);
        assertThat(ClientPayload.parseFrom(links.last().request.clientPayload()).hasDevicePairingData())
                .isTrue();
        links.last().listener.onClosed(new NotConnectedException("closed"));
        time.advance(Duration.ofHours(1));
        assertState(ConnectionState.PAIRING_EXPIRED);
        assertThat(links.opened).hasSize(1);
    }

    @Test
    void startsAgainFromALoginThatTakesTooLong() {
        connect();
        time.advance(Duration.ofSeconds(31));
        assertThat(links.opened.get(0).closed).isTrue();
        assertThat(links.opened).hasSize(2);
    }

    @Test
    void closesALinkThatOpensAfterItWasGivenUp() {
        session.start();
        time.runPending();
        ScriptedLinks.ScriptedLink late = links.last();
        time.advance(Duration.ofSeconds(32));
        assertThat(links.opened).hasSize(2);
        late.complete(false);
        time.runPending();
        assertThat(late.closed).isTrue();
        assertState(ConnectionState.CONNECTING);
    }

    @Test
    void preparesNoFeatureForAConnectionThatIsGone() {
        preparation = new CompletableFuture<>();
        connect();
        receive(Node.builder("success").attr("lid", LID).build());
        links.last().listener.onClosed(new NotConnectedException("gone"));
        time.runPending();
        preparation.complete(null);
        time.runPending();
        assertThat(preparedNext).isZero();
        time.advance(Duration.ofSeconds(2));
        links.last().complete(false);
        time.runPending();
        receive(Node.builder("success").attr("lid", LID).build());
        assertThat(preparedNext).isEqualTo(1);
    }

    @Test
    void ignoresWhatAnEarlierLinkStillReports() {
        ScriptedLinks.ScriptedLink first = login();
        receive(Node.builder("stream:error").attr("code", 515).build());
        links.last().complete(true);
        time.runPending();
        assertState(ConnectionState.LOGGING_IN);
        first.listener.onStanza(Node.builder("failure").attr("reason", 401).build());
        first.listener.onClosed(new NotConnectedException("late"));
        time.runPending();
        assertState(ConnectionState.LOGGING_IN);
    }

    @Test
    void dropsAConnectionThatFellSilent() {
        login();
        time.advance(Duration.ofSeconds(31));
        assertThat(links.opened.get(0).closed).isTrue();
        assertThat(links.opened).hasSize(2);
    }

    @Test
    void failsRequestsWhenTheConnectionGoes() {
        login();
        CompletableFuture<Node> answer = new CompletableFuture<>();
        session.mailbox()
                .execute(() -> session.wire()
                        .request(Node.builder("iq").attr("type", "get").build())
                        .whenComplete((node, failure) -> answer.completeExceptionally(failure)));
        time.runPending();
        assertThat(answer).isNotDone();
        links.last().listener.onClosed(new NotConnectedException("gone"));
        time.runPending();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void asksForTheOfflineQueueAndTellsItsEnd() {
        login();
        receive(Node.builder("ib")
                .child(Node.builder("offline_preview").attr("count", 3).build())
                .build());
        assertThat(links.last().sent).anyMatch(node -> node.is("ib") && node.child("offline_batch") != null);
        receive(Node.builder("ib")
                .child(Node.builder("offline").attr("count", 3).build())
                .build());
        assertThat(events).contains(new OfflineCompleted(3));
    }

    @Test
    void cleansDirtyBits() {
        login();
        receive(Node.builder("ib")
                .child(Node.builder("dirty")
                        .attr("type", "groups")
                        .attr("timestamp", 12)
                        .build())
                .build());
        Node request = links.last().sent.get(links.last().sent.size() - 1);
        assertThat(request.attr("xmlns")).isEqualTo("urn:xmpp:whatsapp:dirty");
        assertThat(request.requireChild("clean").attr("type")).isEqualTo("groups");
    }

    @Test
    void slowsTheSocketWhenItsMailboxIsDeepAndGoesOnAfterwards() {
        ScriptedLinks.ScriptedLink link = login();
        for (int i = 0; i < 3_000; i++) {
            link.listener.onStanza(Node.builder("message").attr("id", "m" + i).build());
        }
        assertThat(link.paused).isTrue();
        time.runPending();
        assertThat(link.paused).isFalse();
        assertThat(messages).hasSize(3_000);
    }

    @Test
    void stopsAndStaysStopped() {
        login();
        CompletableFuture<Void> stopped = session.stop().toCompletableFuture();
        time.runPending();
        assertThat(stopped).isCompleted();
        assertState(ConnectionState.STOPPED);
        assertThat(links.last().closed).isTrue();
        time.advance(Duration.ofHours(1));
        assertThat(links.opened).hasSize(1);
        assertThat(time.timers()).isZero();
        session.start();
        time.runPending();
        assertThat(links.opened).hasSize(2);
    }

    @Test
    void failsWhenTheStoreCannotKeepTheLogin() {
        store.failing = true;
        session.start();
        time.runPending();
        assertState(ConnectionState.FAILED);
        assertThat(links.opened).isEmpty();
    }

    @Test
    void triesAgainWhenAFeatureCannotPrepare() {
        preparation = CompletableFuture.failedFuture(new NotConnectedException("expected by the test"));
        connect();
        receive(Node.of("success"));
        assertState(ConnectionState.BACKING_OFF);
    }

    @Test
    void logsOutOnRequestAlsoWhileThereIsNoConnection() {
        session.start();
        time.runPending();
        links.last().listener.onClosed(new NotConnectedException("down"));
        time.runPending();
        assertState(ConnectionState.BACKING_OFF);
        session.mailbox().execute(() -> session.logOut("asked for"));
        time.runPending();
        assertState(ConnectionState.LOGGED_OUT);
        assertThat(session.credentials().isPaired()).isFalse();
    }

    @Test
    void changesNothingWhenAskedToEndInAStateItCannotReach() {
        session.start();
        time.runPending();
        links.last().listener.onClosed(new NotConnectedException("down"));
        time.runPending();
        session.mailbox().execute(() -> session.end(ConnectionState.PAIRING_EXPIRED, "a late timer"));
        time.advance(Duration.ofSeconds(1));
        assertState(ConnectionState.CONNECTING);
    }

    @Test
    void tellsEveryStateInOrder() {
        login();
        assertThat(events)
                .filteredOn(ConnectionChanged.class::isInstance)
                .extracting(event -> ((ConnectionChanged) event).state())
                .containsExactly(ConnectionState.CONNECTING, ConnectionState.LOGGING_IN, ConnectionState.READY);
    }

    @Test
    void givesUpALinkThatIsStillOpeningBeforeItCanLogIn() {
        session.start();
        time.runPending();
        ScriptedLinks.ScriptedLink opening = links.last();
        session.stop();
        time.runPending();
        assertThat(opening.closed).isTrue();
        assertState(ConnectionState.STOPPED);
    }

    @Test
    void givesUpALinkThatOpensTooSlowlyBeforeTheNextOneIsBegun() {
        session.start();
        time.runPending();
        ScriptedLinks.ScriptedLink slow = links.last();
        time.advance(Duration.ofSeconds(30));
        assertThat(slow.closed).isTrue();
        assertThat(links.opened).hasSize(1);
        assertState(ConnectionState.BACKING_OFF);
    }

    @Test
    void restartsThatNeverEndWaitLongerAndLonger() {
        Node restart = Node.builder("stream:error").attr("code", 515).build();
        login();
        receive(restart);
        assertThat(links.opened).as("at once").hasSize(2);
        for (int seconds : new int[] {1, 2, 4}) {
            int before = links.opened.size();
            links.last().complete(true);
            time.runPending();
            receive(restart);
            assertState(ConnectionState.BACKING_OFF);
            time.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(links.opened).hasSize(before);
            time.advance(Duration.ofMillis(1));
            assertThat(links.opened).hasSize(before + 1);
        }
        links.last().complete(true);
        time.runPending();
        receive(Node.of("success"));
        answerActive(links.last());
        int before = links.opened.size();
        receive(restart);
        assertThat(links.opened).as("at once again").hasSize(before + 1);
    }

    @Test
    void closesOnceAndRefusesCallsAfterwards() {
        login();
        CompletableFuture<Void> closed = session.close().toCompletableFuture();
        assertThat(session.close().toCompletableFuture()).isSameAs(closed);
        time.runPending();
        assertThat(closed).isCompleted();
        assertThat(store.closed).isTrue();
        assertThat(session.close().toCompletableFuture()).isCompleted();
        assertThat(session.start()).isCompletedExceptionally();
        assertThatThrownBy(() -> session.metrics().toCompletableFuture().join())
                .hasCauseInstanceOf(NotConnectedException.class);
        assertThat(time.timers()).isZero();
    }

    @Test
    void callsThatPileUpLeaveRoomForTheSessionItself() {
        login();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i <= DefaultSession.MAX_CALLS; i++) {
            calls.add(session.metrics().toCompletableFuture());
        }
        assertThat(calls.get(DefaultSession.MAX_CALLS)).isCompletedExceptionally();
        links.last().listener.onClosed(new NotConnectedException("gone"));
        time.runPending();
        assertState(ConnectionState.BACKING_OFF);
        assertThat(calls.get(DefaultSession.MAX_CALLS - 1)).isCompleted();
    }

    @Test
    void aFloodOfStanzasEndsTheLinkAndIsNotTakenInWithoutEnd() {
        ScriptedLinks.ScriptedLink link = login();
        for (int i = 0; i < 100_000; i++) {
            link.listener.onStanza(Node.builder("message").attr("id", "m" + i).build());
        }
        assertThat(link.closed).isTrue();
        assertThat(session.mailbox().depth()).isLessThan(40_000);
        time.runPending();
        assertState(ConnectionState.BACKING_OFF);
    }
}
