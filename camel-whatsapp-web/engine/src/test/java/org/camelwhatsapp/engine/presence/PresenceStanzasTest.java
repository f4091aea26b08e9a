package org.camelwhatsapp.engine.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Presences as they are sent and sent again, and the edges of those that come. */
class PresenceStanzasTest {
    private static final Jid BOB = Jid.lid("2002");
    private static final Jid CAROL = Jid.lid("3003");
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Node TOKEN = Node.of("tctoken", new byte[] {1, 2});

    private final ScriptedSession scripted = new ScriptedSession();
    private final PresenceFeature presence = scripted.add(new PresenceFeature(scripted.session, new NoTokens() {
        @Override
        public CompletionStage<Map<Jid, Node>> of(Collection<Jid> users) {
            return CompletableFuture.completedFuture(users.contains(CAROL) ? Map.of(CAROL, TOKEN) : Map.of());
        }
    }));

    private static Node available(String type, String name) {
        return Node.builder("presence").attr("type", type).attr("name", name).build();
    }

    private static Node subscribe(Jid to, Node... token) {
        Node.Builder subscribe =
                Node.builder("presence").attr("type", "subscribe").attr("to", to);
        return token.length == 0 ? subscribe.build() : subscribe.child(token[0]).build();
    }

    @Test
    void saysThatOneIsThereOrNot() {
        scripted.call(() -> presence.setAvailable(true, "Desk"));
        scripted.call(() -> presence.setAvailable(false, ""));
        assertThat(scripted.sent)
                .as("the name stays")
                .containsExactly(available("available", "Desk"), available("unavailable", "Desk"));
    }

    @Test
    void watchesAUserWithTheTokenThatTheUserGave() {
        scripted.call(() -> presence.subscribe(BOB.withDevice(4)));
        scripted.call(() -> presence.subscribe(CAROL));
        assertThat(scripted.sent).containsExactly(subscribe(BOB), subscribe(CAROL, TOKEN));
    }

    @Test
    void aNewConnectionHearsAllOfItAgain() {
        scripted.call(() -> presence.setAvailable(true, "Desk"));
        scripted.call(() -> presence.subscribe(BOB));
        scripted.call(() -> presence.subscribe(CAROL));
        scripted.call(() -> presence.subscribe(BOB));
        scripted.sent.clear();
        scripted.logIn();
        assertThat(scripted.sent.get(0)).isEqualTo(available("available", "Desk"));
        assertThat(scripted.sent.subList(1, scripted.sent.size()))
                .containsExactlyInAnyOrder(subscribe(BOB), subscribe(CAROL, TOKEN));
    }

    @Test
    void whoNeverSaidAnythingSaysNothingAtTheLogin() {
        scripted.call(() -> presence.subscribe(BOB));
        scripted.sent.clear();
        scripted.logIn();
        assertThat(scripted.sent).isEmpty();
    }

    @Test
    void whatWasWantedWithoutAConnectionIsDoneAtTheLogin() {
        scripted.ready = false;
        assertThatThrownBy(scripted.call(() -> presence.setAvailable(false, "Desk"))::join)
                .hasCauseInstanceOf(NotConnectedException.class);
        assertThatThrownBy(scripted.call(() -> presence.subscribe(BOB))::join)
                .hasCauseInstanceOf(NotConnectedException.class);
        scripted.ready = true;
        scripted.logIn();
        assertThat(scripted.sent).containsExactly(available("unavailable", "Desk"), subscribe(BOB));
    }

    @Test
    void onlyTheLatestThousandUsersAreWatchedAgain() {
        scripted.call(() -> presence.setAvailable(true, "Desk"));
        for (int i = 0; i < 1_001; i++) {
            Jid user = Jid.lid(Integer.toString(5_000 + i));
            scripted.call(() -> presence.subscribe(user));
        }
        scripted.sent.clear();
        scripted.logIn();
        assertThat(scripted.sent).hasSize(1 + 1_000).doesNotContain(subscribe(Jid.lid("5000")));
        assertThat(scripted.sent).contains(subscribe(Jid.lid("6000")));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"TYPING, composing, NONE", "RECORDING, composing, audio", "PAUSED, paused, NONE"},
            nullValues = "NONE")
    void tellsAChatWhatOneIsDoing(ChatStateChanged.State state, String tag, String media) {
        scripted.call(() -> presence.setChatState(GROUP, state));
        assertThat(scripted.sent)
                .containsExactly(Node.builder("chatstate")
                        .attr("to", GROUP)
                        .child(Node.builder(tag).attr("media", media).build())
                        .build());
    }

    @Test
    void nobodySeesWhatOneDoesWithoutAConnection() {
        scripted.ready = false;
        assertThatThrownBy(scripted.call(() -> presence.setChatState(BOB, ChatStateChanged.State.TYPING))::join)
                .cause()
                .isInstanceOfSatisfying(
                        NotConnectedException.class,
                        e -> assertThat(e.isRetryable()).isTrue());
        scripted.ready = true;
        scripted.logIn();
        assertThat(scripted.sent).as("a chat state is of the moment").isEmpty();
    }

    private void receive(String tag, String type, String name, String value) {
        scripted.receive(Node.builder(tag)
                .attr("from", BOB)
                .attr("type", type)
                .attr(name, value)
                .build());
    }

    @ParameterizedTest
    @CsvSource(
            value = {"NONE, true", "available, true", "unavailable, false", "imagined, true"},
            nullValues = "NONE")
    void whoIsNotUnavailableIsThere(String type, boolean there) {
        receive("presence", type, "count", null);
        assertThat(scripted.events(PresenceChanged.class)).containsExactly(new PresenceChanged(BOB, there, null, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deny", "none", "error"})
    void aTimeThatIsHiddenIsNone(String last) {
        receive("presence", "unavailable", "last", last);
        assertThat(scripted.events(PresenceChanged.class).get(0).lastSeen()).isNull();
    }

    @Test
    void aGroupSaysHowManyAreThere() {
        receive("presence", null, "count", "12");
        assertThat(scripted.events(PresenceChanged.class)).containsExactly(new PresenceChanged(BOB, true, null, 12));
    }

    @Test
    void aTimeThatIsNoNumberIsMalformed() {
        assertThatThrownBy(() -> receive("presence", "unavailable", "last", "yesterday"))
                .isInstanceOf(MalformedNodeException.class);
        assertThat(scripted.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"composing, NONE, TYPING", "composing, audio, RECORDING", "paused, NONE, PAUSED"},
            nullValues = "NONE")
    void inAChatOfTwoTheChatIsTheUser(String tag, String media, ChatStateChanged.State state) {
        scripted.receive(Node.builder("chatstate")
                .attr("from", BOB)
                .child(Node.builder(tag).attr("media", media).build())
                .build());
        assertThat(scripted.events(ChatStateChanged.class)).containsExactly(new ChatStateChanged(BOB, BOB, state));
    }

    @Test
    void aChatStateThatIsNotKnownIsNotTold() {
        scripted.receive(Node.builder("chatstate")
                .attr("from", BOB)
                .child(Node.of("dancing"))
                .build());
        assertThat(scripted.events).isEmpty();
    }

    @Test
    void aLastSeenIsToldToTheSecond() {
        receive("presence", "unavailable", "last", "1700000000");
        assertThat(scripted.events(PresenceChanged.class))
                .containsExactly(new PresenceChanged(BOB, false, Instant.ofEpochSecond(1_700_000_000), 0));
    }
}
