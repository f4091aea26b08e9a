package org.camelwhatsapp.engine.prekey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** The signed pre-key is replaced when it is old, and what the server holds is compared when it disagrees. */
class SignedPreKeyRotationTest {
    private static final PreKeyOptions SMALL = new PreKeyOptions(4, 4, 2, Duration.ofDays(27), Duration.ofMinutes(10));

    private final ScriptedSession server = new ScriptedSession();
    private PreKeyFeature feature = server.add(new PreKeyFeature(server.session, SMALL));
    private boolean ready;

    private void login() {
        ready = false;
        server.run(() -> feature.onLogin().thenAccept(v -> ready = true));
    }

    private static Node count(int value) {
        return Node.builder("count").attr("value", value).build();
    }

    private void loginWhenDue() {
        server.loop.advance(Duration.ofDays(27));
        login();
        server.answer(count(50));
    }

    private byte[] offeredKey() {
        return server.nextRequest()
                .requireChild("rotate")
                .requireChild("skey")
                .requireChild("value")
                .requireBytes(32);
    }

    @Test
    void doesNothingOneSecondTooEarly() {
        server.loop.advance(Duration.ofDays(27).minusSeconds(1));
        login();
        server.answer(count(50));
        assertThat(ready).isTrue();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void rotatesAfterTwentySevenDaysAndKeepsTheOldKey() {
        SignedPreKey old = server.credentials.signedPreKey();
        loginWhenDue();
        Node skey = server.nextRequest().requireChild("rotate").requireChild("skey");
        assertThat(PreKeyStanzas.id(skey.requireChild("id"))).isEqualTo(2);
        byte[] signed = new byte[33];
        signed[0] = 5;
        System.arraycopy(skey.requireChild("value").requireBytes(32), 0, signed, 1, 32);
        assertThat(server.session
                        .curve()
                        .verify(
                                server.credentials.identityKey().publicKey(),
                                signed,
                                skey.requireChild("signature").requireBytes(64)))
                .isTrue();
        server.answer();
        assertThat(ready).isTrue();
        assertThat(server.credentials.signedPreKey().id()).isEqualTo(2);
        assertThat(server.credentials.signedPreKey().createdAtMillis())
                .isEqualTo(server.loop.now().toEpochMilli());
        assertThat(feature.signed(1)).isEqualTo(old.keyPair());
        assertThat(feature.signed(2))
                .isEqualTo(server.credentials.signedPreKey().keyPair());
        assertThat(feature.signed(3)).isNull();
        login();
        server.answer(count(50));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void canReadTheNewKeyEvenIfTheAnswerOfTheServerWasLost() {
        loginWhenDue();
        byte[] offered = offeredKey();
        server.fail(new NotConnectedException("gone"));
        assertThat(server.credentials.signedPreKey().id()).isEqualTo(1);
        feature = server.add(new PreKeyFeature(server.session, SMALL));
        server.run(() -> feature.load());
        KeyPair next = feature.signed(2);
        assertThat(next).isNotNull();
        assertThat(next.publicKey()).isEqualTo(offered);
        login();
        server.answer(count(50));
        assertThat(offeredKey()).as("the same key is offered again").isEqualTo(offered);
    }

    @Test
    void storesTheNextKeyBeforeTheServerHearsOfIt() {
        server.loop.advance(Duration.ofDays(30));
        login();
        server.memory.hold();
        server.answer(count(50));
        assertThat(server.requests).isEmpty();
        server.memory.release();
        server.loop.run();
        assertThat(server.memory.rows("preKeys")).containsKeys("signed/1", "signed/2");
        assertThat(offeredKey()).hasSize(32);
    }

    @Test
    void triesAgainADayAfterTheServerWasNotAble() {
        loginWhenDue();
        byte[] offered = offeredKey();
        server.fail(new ServerErrorException(500, "internal-server-error", null));
        assertThat(ready).isTrue();
        server.loop.advance(Duration.ofHours(24));
        server.answer(count(50));
        assertThat(offeredKey()).isEqualTo(offered);
    }

    @Test
    void comparesEverythingWhenTheServerRefusesTheKey() {
        for (int code : new int[] {406, 409}) {
            ScriptedSession other = new ScriptedSession();
            PreKeyFeature theirs = other.add(new PreKeyFeature(other.session, SMALL));
            other.loop.advance(Duration.ofDays(27));
            other.run(() -> theirs.onLogin());
            other.answer(count(50));
            other.fail(new ServerErrorException(code, "refused", null));
            assertThat(other.nextRequest().child("digest")).as("after %d", code).isNotNull();
        }
    }

    @Test
    void leavesAServerAloneThatHoldsTheSameKeys() {
        uploaded();
        server.receive(digestNotification());
        server.answer(digest(20));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void acceptsAHashThatIsCutShort() {
        uploaded();
        server.receive(digestNotification());
        server.answer(digest(8));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void uploadsAnewWhenTheHashIsAnother() {
        uploaded();
        server.receive(digestNotification());
        Node same = digest(20);
        byte[] hash = same.requireChild("hash").requireBytes();
        hash[3] ^= 1;
        server.answer(same);
        assertThat(server.nextRequest().requireChild("list").children("key")).hasSize(4);
    }

    @Test
    void uploadsAnewWhenTheServerListsAKeyThatIsNotHere() {
        uploaded();
        server.run(() -> {
            var transaction = server.session.store().transaction();
            feature.consume(2, transaction);
        });
        server.receive(digestNotification());
        server.answer(digestOf(new int[] {1, 3, 4}, 20, new int[] {2}));
        assertThat(server.nextRequest().child("list")).isNotNull();
    }

    @Test
    void uploadsAnewWhenTheServerHasNothing() {
        uploaded();
        server.receive(digestNotification());
        server.fail(new ServerErrorException(404, "item-not-found", null));
        assertThat(server.nextRequest().child("list")).isNotNull();
    }

    @Test
    void carriesOnWhenTheServerDoesNotAnswerTheComparison() {
        uploaded();
        server.receive(digestNotification());
        server.fail(new ServerErrorException(500, "internal-server-error", null));
        assertThat(server.requests).isEmpty();
    }

    private void uploaded() {
        login();
        server.answer(count(0));
        server.answer();
        assertThat(ready).isTrue();
    }

    private static Node digestNotification() {
        return Node.builder("notification")
                .attr("type", "encrypt")
                .child(Node.of("digest"))
                .build();
    }

    private Node digest(int hashLength) {
        return digestOf(new int[] {1, 2, 3, 4}, hashLength, new int[0]);
    }

    /** What a server would say that holds these keys, and lists some more. */
    private Node digestOf(int[] ids, int hashLength, int[] unknown) {
        SignedPreKey signed = server.credentials.signedPreKey();
        byte[][] hashed = new byte[3 + ids.length][];
        hashed[0] = server.credentials.identityKey().publicKey();
        hashed[1] = signed.keyPair().publicKey();
        hashed[2] = signed.signature();
        Node.Builder list = Node.builder("list");
        for (int i = 0; i < ids.length; i++) {
            hashed[3 + i] = feature.oneTime(ids[i]).publicKey();
            list.child(Node.of("id", PreKeyStanzas.id(ids[i])));
        }
        for (int id : unknown) {
            list.child(Node.of("id", PreKeyStanzas.id(id)));
        }
        return Node.of(
                "digest",
                Node.of("registration", PreKeyStanzas.registration(server.credentials)),
                Node.of("identity", hashed[0]),
                PreKeyStanzas.signed(signed),
                list.build(),
                Node.of("hash", java.util.Arrays.copyOf(Hashes.sha1(hashed), hashLength)));
    }
}
