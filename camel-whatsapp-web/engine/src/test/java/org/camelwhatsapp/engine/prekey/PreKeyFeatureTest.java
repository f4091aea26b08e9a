package org.camelwhatsapp.engine.prekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Count, upload and refill against a server that the test plays. */
class PreKeyFeatureTest {
    private static final PreKeyOptions SMALL =
            new PreKeyOptions(20, 10, 5, Duration.ofDays(27), Duration.ofMinutes(10));

    private final ScriptedSession server = new ScriptedSession();
    private PreKeyFeature feature = server.add(new PreKeyFeature(server.session, SMALL));
    private CompletableFuture<Void> login = new CompletableFuture<>();

    private void login() {
        login = new CompletableFuture<>();
        server.run(() -> feature.onLogin().whenComplete((v, failure) -> {
            if (failure == null) {
                login.complete(null);
            } else {
                login.completeExceptionally(failure);
            }
        }));
    }

    private static Node count(int value) {
        return Node.builder("count").attr("value", value).build();
    }

    private static Node notification(Node child) {
        return Node.builder("notification").attr("type", "encrypt").child(child).build();
    }

    /** The keys that the upload which waits for its answer offers. */
    private List<Integer> offered() {
        return server.nextRequest().requireChild("list").children("key").stream()
                .map(key -> PreKeyStanzas.id(key.requireChild("id")))
                .toList();
    }

    private boolean asksForTheCount() {
        return server.nextRequest().child("count") != null;
    }

    private void firstLogin() {
        login();
        server.answer(count(0));
        server.answer();
        assertThat(login).isCompleted();
    }

    /** The same device in a new process. */
    private void restart() {
        server.requests.clear();
        feature = server.add(new PreKeyFeature(server.session, SMALL));
    }

    private StoreTransaction transaction() {
        return server.session.store().transaction();
    }

    private void commit(StoreTransaction transaction) {
        server.session.store().commit(transaction);
        server.loop.run();
    }

    @Test
    void uploadsTheFirstBatchWithEverythingTheServerNeeds() {
        login();
        assertThat(asksForTheCount()).isTrue();
        server.answer(count(0));
        Node upload = server.nextRequest();
        assertThat(upload.attr("xmlns")).isEqualTo("encrypt");
        assertThat(upload.attr("type")).isEqualTo("set");
        assertThat(offered()).hasSize(20).startsWith(1, 2, 3).endsWith(20).isSorted();
        assertThat(upload.requireChild("registration").requireBytes(4))
                .isEqualTo(PreKeyStanzas.registration(server.credentials));
        assertThat(upload.requireChild("type").requireBytes(1)).containsExactly(5);
        assertThat(upload.requireChild("identity").requireBytes(32))
                .isEqualTo(server.credentials.identityKey().publicKey());
        Node skey = upload.requireChild("skey");
        assertThat(PreKeyStanzas.id(skey.requireChild("id"))).isEqualTo(1);
        assertThat(skey.requireChild("signature").requireBytes(64))
                .isEqualTo(server.credentials.signedPreKey().signature());
        Node key = upload.requireChild("list").children("key").get(6);
        KeyPair seventh = feature.oneTime(7);
        assertThat(seventh).isNotNull();
        assertThat(key.requireChild("value").requireBytes(32)).isEqualTo(seventh.publicKey());
        assertThat(login).isNotDone();
        server.answer();
        assertThat(login).isCompleted();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void offersNothingBeforeItIsStored() {
        server.memory.hold();
        login();
        server.answer(count(0));
        assertThat(server.requests).isEmpty();
        assertThat(server.memory.rows("preKeys")).isEmpty();
        server.memory.release();
        server.loop.run();
        assertThat(offered()).hasSize(20);
        assertThat(server.memory.rows("preKeys")).hasSize(21);
    }

    @Test
    void leavesTheServerAloneWhenItHasEnough() {
        login();
        server.answer(count(5));
        assertThat(login).isCompleted();
        assertThat(server.requests).isEmpty();
        assertThat(feature.size()).isZero();
    }

    @Test
    void goesOnWithHigherIdsWhenTheServerRunsLow() {
        firstLogin();
        server.receive(notification(count(4)));
        server.answer(count(4));
        assertThat(offered()).containsExactly(21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
        server.answer();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void asksTheServerSoThatARepeatedNotificationMintsNothing() {
        firstLogin();
        server.receive(notification(count(0)));
        server.receive(notification(count(0)));
        assertThat(server.requests).as("one question for both").hasSize(1);
        server.answer(count(20));
        assertThat(server.requests).isEmpty();
        assertThat(feature.size()).isEqualTo(20);
    }

    @Test
    void readsTheKeysBeforeANotificationMakesNewOnes() {
        firstLogin();
        restart();
        server.receive(notification(count(1)));
        server.answer(count(1));
        assertThat(offered()).startsWith(21).endsWith(30);
        assertThat(feature.size()).isEqualTo(30);
    }

    @Test
    void offersUnsentKeysAgainInsteadOfNewOnes() {
        login();
        server.answer(count(0));
        List<Integer> first = offered();
        server.fail(new ServerErrorException(500, "internal-server-error", null));
        assertThat(login).as("a refusal does not end the connection").isCompleted();
        assertThat(feature.size()).isEqualTo(20);
        server.loop.advance(Duration.ofMinutes(10));
        server.answer(count(0));
        assertThat(offered()).isEqualTo(first);
        server.answer();
        restart();
        login();
        server.answer(count(2));
        assertThat(offered()).startsWith(21);
    }

    @Test
    void offersUnsentKeysAgainAfterARestart() {
        login();
        server.answer(count(0));
        List<Integer> first = offered();
        server.fail(new NotConnectedException("gone"));
        assertThat(login).isCompletedExceptionally();
        restart();
        login();
        server.answer(count(0));
        assertThat(offered()).isEqualTo(first);
    }

    @Test
    void forgetsTheRetryWhenTheConnectionGoes() {
        login();
        server.fail(new ServerErrorException(503, "busy", null));
        assertThat(server.loop.timers()).isEqualTo(1);
        server.disconnect();
        assertThat(server.loop.timers()).isZero();
        server.loop.advance(Duration.ofHours(1));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void takesACountThatIsNoNumberForARefusal() {
        login();
        server.answer(Node.of("nothing"));
        assertThat(login).isCompleted();
        assertThat(feature.size()).isZero();
        assertThat(server.loop.timers()).isEqualTo(1);
    }

    @Test
    void endsTheLoginWhenTheStoreFails() {
        server.memory.fail();
        login();
        server.answer(count(0));
        assertThatThrownBy(login::join).hasRootCauseInstanceOf(StoreException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void deletesAUsedKeyOnlyInTheTransactionOfItsMessage() {
        firstLogin();
        StoreTransaction transaction = transaction();
        feature.consume(7, transaction);
        assertThat(feature.oneTime(7)).isNull();
        assertThat(server.memory.rows("preKeys")).containsKey("onetime/7");
        commit(transaction);
        assertThat(server.memory.rows("preKeys")).doesNotContainKey("onetime/7");
    }

    @Test
    void doesNotBringBackAKeyThatWasUsedWhileItWasUploaded() {
        login();
        server.answer(count(0));
        StoreTransaction transaction = transaction();
        feature.consume(3, transaction);
        commit(transaction);
        server.answer();
        assertThat(feature.oneTime(3)).isNull();
        assertThat(server.memory.rows("preKeys")).doesNotContainKey("onetime/3");
    }

    @Test
    void neverGivesAnIdTwiceEvenWhenTheHighestKeyIsGone() {
        firstLogin();
        StoreTransaction transaction = transaction();
        Node fresh = feature.freshKeyNode(transaction);
        assertThat(PreKeyStanzas.id(fresh.requireChild("id"))).isEqualTo(21);
        feature.consume(21, transaction);
        commit(transaction);
        restart();
        server.run(() -> feature.load());
        StoreTransaction next = transaction();
        assertThat(PreKeyStanzas.id(feature.freshKeyNode(next).requireChild("id")))
                .isEqualTo(22);
    }

    @Test
    void neverGivesAnIdTwiceEvenWhenAllKeysAreGone() {
        firstLogin();
        StoreTransaction transaction = transaction();
        for (int id = 1; id <= 20; id++) {
            feature.consume(id, transaction);
        }
        commit(transaction);
        restart();
        login();
        server.answer(count(0));
        assertThat(offered()).startsWith(21);
    }

    @Test
    void doesNotUploadAKeyThatWentIntoARetryReceipt() {
        firstLogin();
        StoreTransaction transaction = transaction();
        feature.freshKeyNode(transaction);
        commit(transaction);
        server.receive(notification(count(1)));
        server.answer(count(1));
        assertThat(offered()).doesNotContain(21).startsWith(22);
    }

    @Test
    void refusesToMakeKeysBeforeItKnowsThePresentOnes() {
        assertThatThrownBy(() -> feature.freshKeyNode(transaction())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void startsAnewWithAnotherIdentity() {
        firstLogin();
        server.memory.rows("preKeys").clear();
        server.credentials = CredentialsFactory.create(server.session.curve(), server.session.environment());
        login();
        assertThat(feature.size()).isZero();
        server.answer(count(0));
        assertThat(offered()).hasSize(20).startsWith(1);
        assertThat(server.memory.rows("preKeys")).containsKey("onetime/1");
    }

    @Test
    void readsItsKeysBackAfterARestart() {
        firstLogin();
        KeyPair before = feature.oneTime(5);
        restart();
        assertThat(feature.oneTime(5)).isNull();
        server.run(() -> feature.load());
        assertThat(feature.oneTime(5).privateKey()).isEqualTo(before.privateKey());
        assertThat(feature.size()).isEqualTo(20);
    }

    @Test
    void saysThatAStoredKeyIsCorrupt() {
        for (String key : List.of("onetime/1", "onetime/x", "onetime/0", "signed/99999999", "last-id")) {
            server.memory.rows("preKeys").clear();
            server.memory.rows("preKeys").put(key, key.endsWith("1") ? new byte[64] : new byte[65]);
            restart();
            login();
            assertThatThrownBy(login::join).as(key).hasCauseInstanceOf(StoreException.class);
        }
    }

    @Test
    void triesToReadAgainAfterAFailure() {
        server.memory.rows("preKeys").put("onetime/1", new byte[3]);
        login();
        assertThat(login).isCompletedExceptionally();
        server.memory.rows("preKeys").clear();
        firstLogin();
    }

    @Test
    void dropsTheOldestKeysWhenThereAreTooMany() {
        PreKeyOptions large = new PreKeyOptions(5_000, 5_000, 5, Duration.ofDays(27), Duration.ofMinutes(10));
        feature = server.add(new PreKeyFeature(server.session, large));
        for (int i = 0; i < 5; i++) {
            login();
            server.answer(count(0));
            server.answer();
        }
        assertThat(feature.size()).isEqualTo(OwnPreKeys.CAPACITY);
        assertThat(feature.oneTime(5_000)).isNull();
        assertThat(feature.oneTime(5_001)).isNotNull();
        assertThat(server.memory.rows("preKeys")).doesNotContainKey("onetime/1").containsKey("onetime/25000");
    }
}
