package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.message.RetrySessions.Ask;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.Gauges;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small rules: when a session is given up, who a status names, what a refusal says, and damaged entries of the inbox. */
class MessageRulesTest {
    private static final Jid BOB = Jid.lid("100000000000002").withDevice(3);
    private static final int REGISTRATION = 0x1234;

    private final SeededRandom random = new SeededRandom(5);
    private final Curve25519 curve = Curve25519.fastest();
    private final RetrySessions sessions = new RetrySessions(new Gauges());

    /** A session with a device that is registered under {@link #REGISTRATION}. */
    private SessionRecord session() {
        KeyPair identity = curve.generateKeyPair(random);
        KeyPair signed = curve.generateKeyPair(random);
        byte[] tagged = new byte[33];
        tagged[0] = 5;
        System.arraycopy(signed.publicKey(), 0, tagged, 1, 32);
        byte[] signature = curve.sign(identity.privateKey(), tagged, random);
        SessionRecord record = new SessionRecord();
        new SessionCipher(curve, random)
                .initiate(
                        record,
                        new PreKeyBundle(
                                REGISTRATION, identity.publicKey(), 1, signed.publicKey(), signature, -1, null),
                        new LocalIdentity(curve.generateKeyPair(random), 9));
        return record;
    }

    private boolean useless(SessionRecord record, int count) {
        return sessions.isUseless(new Ask("M1", BOB, count, RetrySessions.UNKNOWN), record);
    }

    @Test
    void aSessionThatIsNotThereIsNotGivenUp() {
        assertThat(sessions.isUseless(new Ask("M1", BOB, 3, 1), new SessionRecord()))
                .isFalse();
    }

    /** By the number under which the device says it is registered. */
    @ParameterizedTest
    @CsvSource({"4660, false", "4661, true", "0, true", "-1, false"})
    void aSessionWithADeviceThatRegisteredAnewIsUseless(int registration, boolean useless) {
        assertThat(sessions.isUseless(new Ask("M1", BOB, 1, registration), session()))
                .isEqualTo(useless);
    }

    @Test
    void aSessionIsUselessWhenTheThirdRequestFindsItUnchangedSinceTheSecond() {
        SessionRecord record = session();
        assertThat(useless(record, 1)).isFalse();
        assertThat(useless(record, 2)).isFalse();
        assertThat(useless(record, 3)).isTrue();
    }

    @Test
    void aSessionThatWasReplacedSinceTheSecondRequestIsGivenAChance() {
        assertThat(useless(session(), 2)).isFalse();
        assertThat(useless(session(), 3)).isFalse();
    }

    @Test
    void aThirdRequestWithoutASecondProvesNothing() {
        assertThat(useless(session(), 3)).isFalse();
    }

    @Test
    void aFirstRequestThatComesLateProvesNothing() {
        SessionRecord record = session();
        useless(record, 2);
        assertThat(useless(record, 1)).isFalse();
    }

    @Test
    void requestsForOtherMessagesAndOfOtherDevicesProveNothing() {
        SessionRecord record = session();
        useless(record, 2);
        assertThat(sessions.isUseless(new Ask("M2", BOB, 3, RetrySessions.UNKNOWN), record))
                .isFalse();
        assertThat(sessions.isUseless(new Ask("M1", BOB.withDevice(4), 3, RetrySessions.UNKNOWN), record))
                .isFalse();
    }

    // Who sees what is encrypted once for all.

    private static SharedAudience status(Jid... users) {
        return SharedAudience.of(new StatusRecipients.Audience(List.of(users), "contacts"));
    }

    private static Node to(Jid device) {
        return Node.builder("to").attr("jid", device).child(Node.of("enc")).build();
    }

    @Test
    void aStatusThatNobodyWouldSeeIsNotSent() {
        assertThatThrownBy(MessageRulesTest::status)
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-refused"))
                .hasMessage("nobody would see this status: no recipients, and no contacts are known");
    }

    @Test
    void aStatusSaysHowItsRecipientsWereChosen() {
        assertThat(status(BOB.toUser()).meta())
                .isEqualTo(
                        Node.builder("meta").attr("status_setting", "contacts").build());
    }

    @Test
    void aStatusNamesThePhonesOfThoseWhoHoldTheKey() {
        Jid phone = BOB.withDevice(0);
        Jid other = Jid.lid("100000000000003");
        List<Node> named = status(BOB.toUser(), other).named(List.of(phone, BOB, other), List.of(to(other)));
        assertThat(named)
                .containsExactly(
                        to(other), Node.builder("to").attr("jid", phone).build());
    }

    @Test
    void aGroupNamesOnlyThoseWhoGetTheKey() {
        SharedAudience group = new SharedAudience(List.of(BOB.toUser()), "lid", null);
        assertThat(group.named(List.of(BOB, BOB.withDevice(0)), List.of(to(BOB))))
                .containsExactly(to(BOB));
        assertThat(group.meta()).isNull();
    }

    // Refusals.

    private static Node ack(String backoff) {
        return Node.builder("ack").attr("error", 429).attr("backoff", backoff).build();
    }

    /** What the server says in seconds, and how long that is. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none",
                "0, none",
                "-5, none",
                "1, PT1S",
                "86400, PT24H",
                // Nobody waits for more than a day.
                "86401, PT24H",
                "9223372036854775807, PT24H",
                // A number that is none is as good as no number.
                "soon, none",
                "9223372036854775808, none"
            })
    void aRefusalSaysHowLongToWait(String backoff, Duration wait) {
        assertThat(SendFailedException.ofAck(429, ack(backoff)).retryAfter()).isEqualTo(wait);
    }

    /** Each code that the server is known to give, in words; the others by their number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | not a member of this group",
                "404 | no such user",
                "421 | the group's addressing has changed",
                "429 | too many messages",
                "463 | the recipient does not know this account, which may not write to strangers now",
                "475 | too many new chats",
                "479 | the server found the message malformed",
                "500 | the server failed",
                "503 | the server is unavailable",
                "400 | server code 400",
                "-1 | server code -1"
            })
    void aRefusalSaysWhy(int code, String why) {
        assertThat(SendFailedException.ofServerCode(code)).hasMessage("the message was refused: " + why);
    }

    /** What stands in the acknowledgement, and what it counts as. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 0", "0, 0", "463, 463", "x, 400", "99999999999, 400"})
    void anAcknowledgementThatCannotBeReadIsARefusal(String error, int code) {
        Node ack = Node.builder("ack").attr("error", error).build();
        assertThat(SendFailedException.codeOf(ack)).isEqualTo(code);
    }

    // The inbox journal.

    @Property(tries = 500)
    void whateverTheBytesAreTheyAreAnEntryOrCorrupt(@ForAll @Size(max = 120) byte[] bytes) {
        if (bytes.length > 0) {
            bytes[0] = 1;
        }
        try {
            assertThat(JournalEntry.decode(bytes)).isNotNull();
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT);
        }
    }

    @Property(tries = 500)
    void aBitThatFlipsOnTheDiskIsAnEntryOrCorrupt(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(max = 7) int bit) {
        MessageKey key = new MessageKey(Jid.group("120363000000000001"), "M1", false, BOB.toUser());
        byte[] bytes =
                new JournalEntry(key, BOB, Jid.phone("15550001002"), 5, "Bob", true, new byte[] {1, 2, 3}).encode();
        bytes[place % bytes.length] ^= (byte) (1 << bit);
        try {
            JournalEntry read = JournalEntry.decode(bytes);
            assertThat(read.message().length).isLessThanOrEqualTo(bytes.length);
        } catch (StoreException e) {
            assertThat(e.code()).isEqualTo("store-corrupt");
        }
    }

    /** A length that says more than there is must not be believed. */
    @ParameterizedTest
    @CsvSource({"4", "2147483647", "-1", "-2147483648"})
    void aLengthThatCannotBeIsCorrupt(int length) {
        MessageKey key = new MessageKey(BOB.toUser(), "M1", false, BOB.toUser());
        byte[] bytes = new JournalEntry(key, BOB, null, 5, null, false, new byte[] {1, 2, 3}).encode();
        java.nio.ByteBuffer.wrap(bytes).putInt(bytes.length - 7, length);
        assertThatThrownBy(() -> JournalEntry.decode(bytes))
                .isInstanceOf(StoreException.class)
                .hasMessage("an entry of the inbox cannot be read");
    }

    /** An id of this many letters. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "64, true", "65, false"})
    void idsOfCallersHaveOneTo64Letters(int length, boolean taken) {
        String id = "a".repeat(length);
        if (taken) {
            assertThat(MessageIds.check(id)).isEqualTo(id);
        } else {
            assertThatThrownBy(() -> MessageIds.check(id))
                    .isInstanceOf(SendFailedException.class)
                    .hasMessage("a message id has 1 to 64 letters and digits");
        }
    }
}
