package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.message.SmallWorld.ANN;
import static org.camelwhatsapp.engine.message.SmallWorld.ANNS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.BOB;
import static org.camelwhatsapp.engine.message.SmallWorld.GROUP;

import java.nio.ByteBuffer;
import java.util.List;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message cannot be read: how its sender is asked for it again, and how often. */
class RetryRequesterTest {
    private final SmallWorld world = new SmallWorld(List.of(ANN), List.of());
    private final Stranger stranger = new Stranger(world.office.bundle(ANN));

    /** A message of a session that there is not. */
    private static Node.Builder unreadable(Jid from, String id) {
        return Node.builder("message")
                .attr("from", from)
                .attr("id", id)
                .attr("type", "text")
                .attr("t", 1_760_000_123)
                .child(enc(0));
    }

    private static Node enc(int count) {
        return Node.builder("enc")
                .attr("v", 2)
                .attr("type", "msg")
                .attr("count", count == 0 ? null : Integer.toString(count))
                .bytes(new byte[] {0x33, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
                .build();
    }

    /** What leaves because this has come. */
    private List<Node> after(Node message) {
        world.ann.process.sent.clear();
        world.ann.process.receive(message);
        return List.copyOf(world.ann.process.sent);
    }

    private Node receiptAfter(Node message) {
        Node receipt = after(message).get(0);
        assertThat(receipt.is("receipt")).isTrue();
        return receipt;
    }

    @Test
    void theReceiptNamesTheMessageAndTheDevice() {
        Node receipt = receiptAfter(unreadable(BOB, "M1").build());
        assertThat(receipt.requireAttr("id")).isEqualTo("M1");
        assertThat(receipt.requireAttr("type")).isEqualTo("retry");
        assertThat(receipt.requireJid("to")).isEqualTo(BOB);
        assertThat(receipt.has("participant")).isFalse();
        Node retry = receipt.requireChild("retry");
        assertThat(retry.requireAttr("id")).isEqualTo("M1");
        assertThat(retry.requireAttr("t")).isEqualTo("1760000123");
        assertThat(retry.requireAttr("v")).isEqualTo("1");
    }

    @Test
    void itSaysUnderWhichNumberThisDeviceIsRegistered() {
        Node receipt = receiptAfter(unreadable(BOB, "M1").build());
        assertThat(ByteBuffer.wrap(receipt.requireChild("registration").requireBytes(4))
                        .getInt())
                .isEqualTo(world.ann.process.credentials.registrationId());
    }

    @Test
    void inAGroupTheReceiptNamesTheDeviceToo() {
        Node receipt =
                receiptAfter(unreadable(GROUP, "M1").attr("participant", BOB).build());
        assertThat(receipt.requireJid("to")).isEqualTo(GROUP);
        assertThat(receipt.requireJid("participant")).isEqualTo(BOB);
    }

    @Test
    void aCopyOfTheOwnPhoneIsAskedForWithItsRecipient() {
        Node receipt = receiptAfter(
                unreadable(ANNS_PHONE, "M1").attr("recipient", BOB.toUser()).build());
        assertThat(receipt.requireJid("recipient")).isEqualTo(BOB.toUser());
    }

    @Test
    void afterTheReceiptTheServerIsToldNotToKeepTheMessage() {
        List<Node> sent = after(unreadable(BOB, "M1").build());
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).is("ack")).isTrue();
        assertThat(sent.get(1).requireAttr("class")).isEqualTo("message");
        assertThat(sent.get(1).has("error")).isFalse();
    }

    @Test
    void withoutASessionTheKeysForANewOneComeAtOnce() {
        Node keys = receiptAfter(unreadable(BOB, "M1").build()).requireChild("keys");
        assertThat(keys.requireChild("type").requireBytes()).containsExactly(5);
        assertThat(keys.requireChild("identity").requireBytes())
                .isEqualTo(world.ann.process.credentials.identityKey().publicKey());
        assertThat(keys.requireChild("key").requireChild("value").requireBytes(32))
                .hasSize(32);
        assertThat(keys.requireChild("skey").requireChild("signature").requireBytes())
                .isEqualTo(world.ann.process.credentials.signedPreKey().signature());
        assertThat(keys.requireChild("device-identity").requireBytes()).containsExactly(1);
    }

    @Test
    void eachReceiptHasAOneTimeKeyOfItsOwn() {
        byte[] first = receiptAfter(unreadable(BOB, "M1").build())
                .requireChild("keys")
                .requireChild("key")
                .requireChild("id")
                .requireBytes();
        byte[] second = receiptAfter(unreadable(BOB, "M2").build())
                .requireChild("keys")
                .requireChild("key")
                .requireChild("id")
                .requireBytes();
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void nothingLeavesBeforeTheOneTimeKeyIsOnTheDisk() {
        world.ann.process.receive(unreadable(BOB, "M0").build());
        world.ann.disk.hold();
        assertThat(after(unreadable(BOB, "M1").build())).isEmpty();
        while (world.ann.disk.heldCommits() > 1) {
            world.ann.disk.releaseFirst();
            world.ann.process.loop.run();
        }
        assertThat(world.ann.process.sent).isEmpty();
        world.ann.disk.release();
        world.ann.process.loop.run();
        assertThat(world.ann.process.sent).hasSize(2);
    }

    /** A session that is there may be of use still: the keys come with the second request. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "3, true"})
    void withASessionTheKeysComeFromTheSecondTimeOn(int time, boolean withKeys) {
        Node good = stranger.text("hello");
        byte[] bytes = good.requireChild("enc").requireBytes().clone();
        bytes[bytes.length - 1] ^= 1;
        Node bad = Node.builder("message")
                .attr("from", Stranger.ADDRESS)
                .attr("id", "M1")
                .attr("t", 1_760_000_123)
                .child(Node.builder("enc")
                        .attr("v", 2)
                        .attr("type", "pkmsg")
                        .bytes(bytes)
                        .build())
                .build();
        Node receipt = null;
        for (int i = 0; i < time; i++) {
            receipt = receiptAfter(bad);
        }
        assertThat(receipt.requireChild("retry").requireAttr("count")).isEqualTo(Integer.toString(time));
        assertThat(receipt.child("keys") != null).isEqualTo(withKeys);
    }

    @Test
    void theSixthTimeItIsGivenUp() {
        for (int i = 1; i <= 5; i++) {
            assertThat(receiptAfter(unreadable(BOB, "M1").build())
                            .requireChild("retry")
                            .requireAttr("count"))
                    .isEqualTo(Integer.toString(i));
        }
        assertThat(after(unreadable(BOB, "M1").build()))
                .singleElement()
                .satisfies(ack -> assertThat(ack.is("ack")).isTrue());
    }

    /** How often the sender has tried, as it says itself, counts after a restart too. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "4, 5"})
    void whatTheSenderCountsGoesOn(int said, String asked) {
        Node message = Node.builder("message")
                .attr("from", BOB)
                .attr("id", "M1")
                .attr("t", 1_760_000_123)
                .child(enc(said))
                .build();
        assertThat(receiptAfter(message).requireChild("retry").requireAttr("count"))
                .isEqualTo(asked);
    }

    @Test
    void aSenderWhoHasTriedFiveTimesIsNotAsked() {
        Node message = Node.builder("message")
                .attr("from", BOB)
                .attr("id", "M1")
                .attr("t", 1_760_000_123)
                .child(enc(5))
                .build();
        assertThat(after(message)).noneMatch(node -> node.is("receipt"));
    }

    @Test
    void messagesOfTwoSendersWithOneIdAreCountedApart() {
        receiptAfter(unreadable(BOB, "M1").build());
        assertThat(receiptAfter(unreadable(BOB.withDevice(0), "M1").build())
                        .requireChild("retry")
                        .requireAttr("count"))
                .isEqualTo("1");
    }

    @Test
    void listenersHearThatItCannotBeRead() {
        after(unreadable(BOB, "M1").build());
        assertThat(world.ann.process.events(MessageUnavailable.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.key().id()).isEqualTo("M1");
                    assertThat(event.cause()).isEqualTo("undecryptable");
                });
    }

    @Test
    void whatComesInItsPlaceIsDelivered() {
        Node good = stranger.text("hello");
        byte[] bytes = good.requireChild("enc").requireBytes().clone();
        bytes[bytes.length - 1] ^= 1;
        after(Node.builder("message")
                .attr("from", Stranger.ADDRESS)
                .attr("id", good.requireAttr("id"))
                .attr("t", 1_760_000_123)
                .child(Node.builder("enc")
                        .attr("v", 2)
                        .attr("type", "pkmsg")
                        .bytes(bytes)
                        .build())
                .build());
        after(good);
        assertThat(world.delivered(ANN)).hasSize(1);
    }
}
