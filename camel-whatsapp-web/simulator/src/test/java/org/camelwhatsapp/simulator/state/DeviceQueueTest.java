package org.camelwhatsapp.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

class DeviceQueueTest {
    private static final Account ANNA =
            new Account(Jid.phone("490000001"), Jid.lid("900000001"), new KeyPair(new byte[32], new byte[32]), "Anna");

    private final PublishedKeys keys =
            new PublishedKeys(new byte[4], new byte[32], new byte[][] {new byte[3], new byte[32], new byte[64]});
    private final Device device = new Device(ANNA, 1, new byte[32], keys, new byte[] {1});
    private final List<Node> sent = new ArrayList<>();

    private static Node stanza(String tag, String id, String participant) {
        return Node.builder(tag).attr("id", id).attr("participant", participant).build();
    }

    private List<String> waiting() {
        return device.attach(sent::add).stream()
                .map(node -> node.tag() + " " + node.attr("id") + " " + node.attr("participant", "-"))
                .toList();
    }

    @Test
    void whatIsSentWaitsTooUntilItIsAcknowledged() {
        device.attach(sent::add);
        device.deliver(stanza("message", "m", null));
        assertThat(sent).hasSize(1);
        assertThat(waiting()).containsExactly("message m -");
        device.acknowledge("message", "m");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void nothingIsSentToADeviceThatIsAway() {
        device.attach(sent::add);
        device.detach();
        device.deliver(stanza("message", "m", null));
        device.sendNow(stanza("presence", "p", null));
        assertThat(sent).isEmpty();
        assertThat(device.isOnline()).isFalse();
        assertThat(waiting()).containsExactly("message m -");
    }

    @Test
    void whatNeedsNoAcknowledgementDoesNotWait() {
        device.attach(sent::add);
        device.sendNow(stanza("presence", "p", null));
        assertThat(sent).hasSize(1);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void theSameStanzaAgainWaitsOnceAndAsTheLast() {
        device.deliver(stanza("message", "a", null));
        device.deliver(stanza("message", "b", null));
        device.deliver(stanza("message", "a", null));
        assertThat(waiting()).containsExactly("message b -", "message a -");
    }

    @Test
    void anAcknowledgementIsForItsTagAndIdWhoeverTheStanzaIsFrom() {
        device.deliver(stanza("receipt", "m", "1@lid"));
        device.deliver(stanza("receipt", "m", "2@lid"));
        device.deliver(stanza("receipt", "n", "1@lid"));
        device.deliver(stanza("message", "m", null));
        device.acknowledge("receipt", "m");
        device.acknowledge("receipt", "never there");
        assertThat(waiting()).containsExactly("receipt n 1@lid", "message m -");
    }

    @Test
    void theOldestGoesWhenFiftyThousandWait() {
        for (int i = 0; i <= 50_000; i++) {
            device.deliver(stanza("message", "m" + i, null));
        }
        List<String> waiting = waiting();
        assertThat(waiting).hasSize(50_000);
        assertThat(waiting.get(0)).isEqualTo("message m1 -");
        assertThat(waiting.get(49_999)).isEqualTo("message m50000 -");
    }

    @Test
    void oneTimeKeysAreHandedOutOnceInTheOrderTheyCame() {
        keys.add(7, new byte[] {7});
        keys.add(3, new byte[] {3});
        assertThat(keys.take().getKey()).isEqualTo(7);
        assertThat(keys.take().getValue()).containsExactly(3);
        assertThat(keys.take()).isNull();
    }

    @Test
    void aDeviceHasAtMostTwentyThousandOneTimeKeys() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(keys.add(i, new byte[0])).isTrue();
        }
        assertThat(keys.add(20_000, new byte[0])).isFalse();
        assertThat(keys.count()).isEqualTo(20_000);
        keys.take();
        assertThat(keys.add(20_000, new byte[0])).isTrue();
    }

    @Test
    void lowKeysAreNewsOnceUntilMoreAreUploaded() {
        assertThat(keys.announceLow()).isTrue();
        assertThat(keys.announceLow()).isFalse();
        keys.add(1, new byte[0]);
        assertThat(keys.announceLow()).isTrue();
    }
}
