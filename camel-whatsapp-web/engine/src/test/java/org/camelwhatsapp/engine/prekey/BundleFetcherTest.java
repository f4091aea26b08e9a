package org.camelwhatsapp.engine.prekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Bundles of other devices: asked for in parts, read strictly, one bad device spoils nothing. */
class BundleFetcherTest {
    private final ScriptedSession server = new ScriptedSession();
    private final BundleFetcher fetcher = new BundleFetcher(server.session);

    private static List<Jid> devices(int count) {
        List<Jid> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            devices.add(new Jid("1555000" + (1000 + i), i % 3, Jid.PN_SERVER));
        }
        return devices;
    }

    private CompletableFuture<Map<Jid, PreKeyBundle>> fetch(List<Jid> devices) {
        CompletableFuture<Map<Jid, PreKeyBundle>> result = new CompletableFuture<>();
        server.run(() -> fetcher.fetch(devices).whenComplete((bundles, failure) -> {
            if (failure == null) {
                result.complete(bundles);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    private static Node user(Jid device, Node... extra) {
        Node.Builder user = Node.builder("user")
                .attr("jid", device)
                .child(Node.of("registration", new byte[] {(byte) 0xF1, 2, 3, 4}))
                .child(Node.of("type", new byte[] {5}))
                .child(Node.of("identity", filled(32, 1)))
                .child(Node.of(
                        "skey",
                        Node.of("id", new byte[] {0, 1, 2}),
                        Node.of("value", filled(32, 2)),
                        Node.of("signature", filled(64, 3))));
        for (Node child : extra) {
            user.child(child);
        }
        return user.build();
    }

    private static Node oneTime() {
        return Node.of("key", Node.of("id", new byte[] {(byte) 0xFF, 0, 1}), Node.of("value", filled(32, 4)));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private void answer(List<Node> users) {
        server.answer(Node.builder("list").children(users).build());
    }

    @Test
    void readsEveryFieldOfABundle() {
        List<Jid> devices = devices(2);
        var result = fetch(devices);
        assertThat(server.nextRequest().requireChild("key").children("user"))
                .allSatisfy(user -> assertThat(user.attr("reason")).isEqualTo("identity"))
                .hasSize(2);
        answer(List.of(user(devices.get(0), oneTime()), user(devices.get(1))));
        PreKeyBundle full = result.join().get(devices.get(0));
        assertThat(full.registrationId()).isEqualTo(0xF1020304);
        assertThat(full.identityKey()).isEqualTo(filled(32, 1));
        assertThat(full.signedPreKeyId()).isEqualTo(0x000102);
        assertThat(full.signedPreKey()).isEqualTo(filled(32, 2));
        assertThat(full.signedPreKeySignature()).isEqualTo(filled(64, 3));
        assertThat(full.preKeyId()).isEqualTo(0xFF0001);
        assertThat(full.preKey()).isEqualTo(filled(32, 4));
        PreKeyBundle withoutOneTime = result.join().get(devices.get(1));
        assertThat(withoutOneTime.preKeyId()).isEqualTo(-1);
        assertThat(withoutOneTime.preKey()).isNull();
    }

    @Test
    void asksForAHundredDevicesAtATime() {
        List<Jid> devices = devices(230);
        var result = fetch(devices);
        for (int size : new int[] {100, 100, 30}) {
            List<Node> users = server.nextRequest().requireChild("key").children("user");
            assertThat(users).hasSize(size);
            answer(users.stream().map(user -> user(user.requireJid("jid"))).toList());
        }
        assertThat(result.join()).hasSize(230).containsOnlyKeys(devices);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void asksForNothingWhenThereIsNobody() {
        assertThat(fetch(List.of()).join()).isEmpty();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void leavesOutDevicesWithAnErrorOrABadBundle() {
        List<Jid> devices = devices(4);
        var result = fetch(devices);
        Node error = Node.builder("user")
                .attr("jid", devices.get(0))
                .child(Node.builder("error").attr("code", 404).build())
                .build();
        Node shortKey =
                user(devices.get(1), Node.of("key", Node.of("id", new byte[3]), Node.of("value", new byte[31])));
        Node bare = Node.builder("user").attr("jid", devices.get(2)).build();
        answer(List.of(error, shortKey, bare, user(devices.get(3))));
        assertThat(result.join()).containsOnlyKeys(devices.get(3));
    }

    @Test
    void failsAsAWholeWhenTheServerRefuses() {
        var result = fetch(devices(1));
        server.fail(new ServerErrorException(429, "rate-overlimit", null));
        assertThatThrownBy(result::join).hasCauseInstanceOf(ServerErrorException.class);
        var malformed = fetch(devices(1));
        server.answer(Node.of("nothing"));
        assertThatThrownBy(malformed::join).hasCauseInstanceOf(MalformedNodeException.class);
    }
}
