package org.camelwhatsapp.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of contacts: which are kept and shown, and when one's own are given. */
class PrivacyTokensTest {
    private static final Jid OWN = Jid.phone("15550001000").withDevice(3);
    private static final Jid NUMBER = Jid.phone("15550001001");
    private static final Jid LID = Jid.lid("200001");
    private static final Duration WEEK = Duration.ofDays(7);

    private final ScriptedSession server = new ScriptedSession();
    private PrivacyTokens tokens;

    @BeforeEach
    void link() {
        server.credentials = server.credentials.withAccount(
                new LinkedAccount(OWN, Jid.lid("100001"), new byte[1], new byte[32], null, null, null));
        tokens = start();
    }

    private PrivacyTokens start() {
        return server.add(new PrivacyTokens(server.session, new AddressBook(server.session)));
    }

    private long now() {
        return server.loop.now().getEpochSecond();
    }

    private void receive(String text, long at) {
        Node token = Node.builder("token")
                .attr("type", "trusted_contact")
                .attr("t", at)
                .bytes(text.getBytes(StandardCharsets.US_ASCII))
                .build();
        server.receive(Node.builder("notification")
                .attr("type", "privacy_token")
                .attr("from", NUMBER)
                .attr("sender_lid", LID)
                .child(Node.of("tokens", token))
                .build());
    }

    private String shown(Jid user) {
        AtomicReference<Map<Jid, Node>> found = new AtomicReference<>();
        server.run(() -> tokens.of(List.of(user)).thenAccept(found::set));
        Node node = found.get().get(user);
        return node == null ? null : new String(node.requireBytes(), StandardCharsets.US_ASCII);
    }

    private void write(Jid user) {
        server.run(() -> tokens.written(user));
    }

    private Node given() {
        return server.nextRequest().requireChild("tokens").requireChild("token");
    }

    @Test
    void showsWhatAContactGaveUnderBothItsAddressesAlsoAfterARestart() {
        assertThat(shown(NUMBER)).isNull();
        receive("first", now());
        assertThat(shown(LID)).isEqualTo("first");
        tokens = start();
        assertThat(shown(NUMBER)).isEqualTo("first");
        assertThat(server.memory.rows("privacyTokens")).containsOnlyKeys(LID);
    }

    @Test
    void keepsTheNewestOfTwo() {
        receive("new", now());
        receive("old", now() - 1);
        assertThat(shown(LID)).isEqualTo("new");
        receive("newer", now() + 1);
        assertThat(shown(LID)).isEqualTo("newer");
    }

    @Test
    void showsNoneThatIsOlderThanThreeBuckets() {
        long bucket = now() / WEEK.toSeconds();
        receive("last good second", (bucket - 3) * WEEK.toSeconds());
        assertThat(shown(LID)).isEqualTo("last good second");
        server.loop.advance(WEEK);
        assertThat(shown(LID)).isNull();
    }

    @Test
    void takesNothingThatIsTooLongOrOfAnotherKind() {
        receive("x".repeat(1_025), now());
        assertThat(shown(LID)).isNull();
        server.receive(Node.builder("notification")
                .attr("type", "privacy_token")
                .attr("from", NUMBER)
                .child(Node.of(
                        "tokens",
                        Node.builder("token")
                                .attr("type", "other")
                                .attr("t", now())
                                .bytes(new byte[] {1})
                                .build()))
                .build());
        assertThat(shown(NUMBER)).isNull();
    }

    @Test
    void givesOneWithTheFirstMessageAndThenOncePerBucket() {
        receive("known", now());
        write(LID);
        assertThat(given().attr("jid")).isEqualTo(NUMBER.toString());
        assertThat(given().longAttr("t", 0)).isEqualTo(now());
        write(LID);
        assertThat(server.requests).as("one question at a time").hasSize(1);
        server.answer();
        write(NUMBER);
        assertThat(server.requests).isEmpty();
        tokens = start();
        write(NUMBER);
        assertThat(server.requests).as("known after a restart").isEmpty();
        server.loop.advance(WEEK);
        write(NUMBER);
        assertThat(given().longAttr("t", 0)).isEqualTo(now());
        assertThat(shown(LID)).as("what the contact gave is still there").isEqualTo("known");
    }

    @Test
    void triesAgainWithTheNextMessageWhenGivingFailed() {
        write(LID);
        server.fail(new NotConnectedException("gone"));
        write(LID);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void givesTheSameAgainToANewInstallationAndNothingToWhomItNeverGave() {
        Node changed = Node.builder("notification")
                .attr("type", "encrypt")
                .attr("from", LID)
                .child(Node.of("identity"))
                .build();
        server.receive(changed);
        assertThat(server.requests).isEmpty();
        write(LID);
        long first = now();
        server.answer();
        server.loop.advance(Duration.ofDays(1));
        server.receive(changed);
        assertThat(given().longAttr("t", 0)).isEqualTo(first);
    }

    @Test
    void givesNoneToOneselfToBotsGroupsAndTheAnnouncer() {
        for (Jid user : List.of(OWN, Jid.phone("0"), Jid.group("1"), Jid.of("1", Jid.BOT_SERVER), Jid.STATUS)) {
            write(user);
            assertThat(shown(user)).isNull();
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void forgetsAtTheNextStartWhatIsOfNoUseInEitherDirection() {
        Jid giver = Jid.lid("200002");
        Jid holder = Jid.lid("200003");
        receive("old", now());
        server.run(() -> tokens.learn(giver, new byte[] {1}, now() + 4 * WEEK.toSeconds(), 0));
        server.run(() -> tokens.learn(holder, new byte[0], 0, now() + 4 * WEEK.toSeconds()));
        server.loop.advance(WEEK.multipliedBy(5));
        tokens = start();
        server.run(() -> tokens.onLogin());
        assertThat(server.memory.rows("privacyTokens")).containsOnlyKeys(giver, holder);
        assertThat(shown(LID)).isNull();
        assertThat(shown(giver)).isNotNull();
    }

    @Test
    void learnsFromTheHistoryWhatIsNewer() {
        server.run(() -> tokens.learn(LID, "from history".getBytes(StandardCharsets.US_ASCII), now() - 10, now() - 20));
        assertThat(shown(LID)).isEqualTo("from history");
        write(LID);
        assertThat(server.requests).as("given in this bucket").isEmpty();
        receive("newer", now());
        server.run(() -> tokens.learn(LID, new byte[] {1}, now() - 10, 0));
        assertThat(shown(LID)).isEqualTo("newer");
    }
}
