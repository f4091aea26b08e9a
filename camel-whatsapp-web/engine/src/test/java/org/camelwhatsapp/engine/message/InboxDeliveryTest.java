package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.StatusReceived;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages wait in the journal for their listeners: in which order they come, how often, and what is kept in memory. */
class InboxDeliveryTest {
    private static final Jid BOB = Jid.lid("100000000000002");
    private static final int IN_MEMORY = 512;
    private static final IllegalStateException FAILURE = new IllegalStateException("the listener failed");

    private final ScriptedSession scripted = new ScriptedSession()
            .linked(
                    Jid.phone("15550001001").withDevice(5),
                    Jid.lid("100000000000001").withDevice(5));
    private final InboxDelivery delivery = delivery(scripted);

    private static InboxDelivery delivery(ScriptedSession session) {
        return new InboxDelivery(session.session, new AddOns(session.session, new AddressBook(session.session)));
    }

    private static byte[] payload(String id, Jid chat, Message message) {
        return new JournalEntry(
                        new MessageKey(chat, id, false, BOB),
                        BOB,
                        null,
                        1_760_000_000L,
                        null,
                        false,
                        message.toByteArray())
                .encode();
    }

    private static byte[] text(String id) {
        return payload(
                id, BOB, Message.newBuilder().setConversation("text of " + id).build());
    }

    /** Journals a message, and hands it on when it is durable. */
    private void take(byte[] payload) {
        scripted.run(() -> takeNow(payload));
    }

    private void takeNow(byte[] payload) {
        InboxEntry entry = new InboxEntry(delivery.nextId(), new byte[32], payload, 0, 0);
        StoreTransaction transaction = scripted.session.store().transaction();
        transaction.append(entry);
        scripted.session.store().commit(transaction).thenRun(() -> delivery.enqueue(entry));
    }

    private void take(int count) {
        IntStream.range(0, count).forEach(i -> take(text("M" + i)));
    }

    private void start() {
        scripted.call(delivery::start).join();
    }

    private static IncomingMessage message(ScriptedSession session) {
        return ((MessageReceived) session.deliveries.element().event()).message();
    }

    private String waiting() {
        return scripted.deliveries.isEmpty() ? "" : message(scripted).key().id();
    }

    /** The listeners take whatever is there. */
    private List<String> takeAll(ScriptedSession session) {
        List<String> ids = new ArrayList<>();
        while (!session.deliveries.isEmpty()) {
            ids.add(message(session).key().id());
            session.settle(null);
        }
        return ids;
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "M" + i).toList();
    }

    @Test
    void theListenersGetOneMessageAtATime() {
        start();
        take(2);
        assertThat(scripted.deliveries).hasSize(1);
        assertThat(waiting()).isEqualTo("M0");
        scripted.settle(null);
        assertThat(waiting()).isEqualTo("M1");
    }

    @Test
    void whatTheListenersAreDoneWithLeavesTheJournal() {
        start();
        take(2);
        scripted.settle(null);
        assertThat(scripted.memory.mail().inbox).containsOnlyKeys(2L);
    }

    @Test
    void aStatusIsToldAsAStatus() {
        start();
        take(payload(
                "S1", Jid.STATUS, Message.newBuilder().setConversation("hello").build()));
        assertThat(scripted.deliveries.element().event())
                .isInstanceOfSatisfying(
                        StatusReceived.class,
                        status -> assertThat(status.message().content()).isEqualTo(new TextContent("hello")));
    }

    @Test
    void nothingIsTakenInBeforeTheJournalWasRead() {
        assertThat(delivery.isStarted()).isFalse();
        start();
        assertThat(delivery.isStarted()).isTrue();
    }

    @Test
    void aNewMessageIsNumberedAfterAllThatEverWere() {
        start();
        take(3);
        takeAll(scripted);
        ScriptedSession restarted = new ScriptedSession(scripted.memory, scripted.loop, 71);
        InboxDelivery again = delivery(restarted);
        restarted.call(again::start).join();
        assertThat(again.nextId()).isEqualTo(4);
    }

    @Test
    void startingTwiceDeliversOnce() {
        start();
        take(1);
        start();
        assertThat(takeAll(scripted)).containsExactly("M0");
    }

    /** How long a message waits for its next try, after so many failures: 500 ms doubled each time, up to a minute. */
    @ParameterizedTest
    @CsvSource({
        "1, 500",
        "2, 1000",
        "3, 2000",
        "7, 32000",
        // The next doubling would be more than a minute.
        "8, 60000",
        "9, 60000",
        // The shift itself is bounded.
        "12, 60000",
        "70, 60000"
    })
    void thePauseDoublesUpToAMinute(int failures, long millis) {
        start();
        take(1);
        for (int i = 1; i < failures; i++) {
            scripted.settle(FAILURE);
            scripted.loop.advance(Duration.ofMinutes(1));
        }
        scripted.settle(FAILURE);
        scripted.loop.advance(Duration.ofMillis(millis - 1));
        assertThat(scripted.deliveries).isEmpty();
        scripted.loop.advance(Duration.ofMillis(1));
        assertThat(waiting()).isEqualTo("M0");
    }

    @Test
    void afterASuccessTheFirstPauseIsShortAgain() {
        start();
        take(2);
        scripted.settle(FAILURE);
        scripted.loop.advance(Duration.ofMillis(500));
        scripted.settle(FAILURE);
        scripted.loop.advance(Duration.ofMillis(1_000));
        scripted.settle(null);
        scripted.settle(FAILURE);
        scripted.loop.advance(Duration.ofMillis(500));
        assertThat(waiting()).isEqualTo("M1");
    }

    @Test
    void thoseBehindAMessageThatFailedKeepWaiting() {
        start();
        take(3);
        scripted.settle(FAILURE);
        assertThat(scripted.deliveries).isEmpty();
        scripted.loop.advance(Duration.ofMillis(500));
        assertThat(takeAll(scripted)).containsExactly("M0", "M1", "M2");
    }

    @Test
    void aMessageThatComesDuringThePauseDoesNotOvertake() {
        start();
        take(text("M0"));
        scripted.settle(FAILURE);
        take(text("M1"));
        assertThat(scripted.deliveries).isEmpty();
        scripted.loop.advance(Duration.ofMillis(500));
        assertThat(takeAll(scripted)).containsExactly("M0", "M1");
    }

    @Test
    void onlyWhatComesAgainIsMarked() {
        start();
        take(2);
        assertThat(message(scripted).redelivered()).isFalse();
        scripted.settle(FAILURE);
        scripted.loop.advance(Duration.ofMillis(500));
        assertThat(message(scripted).redelivered()).isTrue();
        scripted.settle(null);
        assertThat(message(scripted).redelivered()).isFalse();
    }

    @Test
    void howOftenItFailedIsInTheJournal() {
        start();
        take(1);
        scripted.settle(FAILURE);
        scripted.loop.advance(Duration.ofMillis(500));
        scripted.settle(FAILURE);
        assertThat(scripted.memory.mail().inbox.get(1L).attempts()).isEqualTo(2);
    }

    @Test
    void afterARestartWhatWasNotDoneComesAgainInOrderAndMarked() {
        start();
        take(3);
        scripted.settle(null);
        ScriptedSession restarted = new ScriptedSession(scripted.memory, scripted.loop, 72);
        InboxDelivery again = delivery(restarted);
        restarted.call(again::start).join();
        assertThat(message(restarted).redelivered()).isTrue();
        assertThat(takeAll(restarted)).containsExactly("M1", "M2");
    }

    /** Around what is kept in memory, and around two times that. */
    @ParameterizedTest
    @CsvSource({"511", "512", "513", "514", "1024", "1025", "1026", "1600"})
    void howeverManyWaitEachComesOnceInOrder(int count) {
        start();
        take(count);
        assertThat(takeAll(scripted)).isEqualTo(ids(0, count));
        assertThat(scripted.memory.mail().inbox).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"511", "512", "513", "1024", "1025"})
    void howeverManyWaitedAtTheStartEachComesOnceInOrder(int count) {
        start();
        take(count);
        ScriptedSession restarted = new ScriptedSession(scripted.memory, scripted.loop, 73 + count);
        InboxDelivery again = delivery(restarted);
        restarted.call(again::start).join();
        assertThat(takeAll(restarted)).isEqualTo(ids(0, count));
    }

    @Test
    void whatComesWhileOthersAreInTheJournalOnlyIsBehindThem() {
        start();
        // One is with the listeners, 512 wait in memory and one in the journal only.
        take(IN_MEMORY + 2);
        IntStream.range(0, 100).forEach(i -> scripted.settle(null));
        take(text("late"));
        List<String> rest = takeAll(scripted);
        assertThat(rest.subList(rest.size() - 2, rest.size())).containsExactly("M" + (IN_MEMORY + 1), "late");
    }

    @Test
    void aMessageThatComesWhileTheJournalIsReadIsNotForgotten() {
        start();
        take(IN_MEMORY + 2);
        IntStream.range(0, IN_MEMORY).forEach(i -> scripted.settle(null));
        var last = scripted.deliveries.remove();
        scripted.loop.execute(() -> last.done().complete(null));
        // The journal was read by then, but what was found is not taken in yet.
        scripted.loop.execute(() -> scripted.loop.execute(() -> takeNow(text("late"))));
        scripted.loop.run();
        assertThat(takeAll(scripted)).containsExactly("M" + (IN_MEMORY + 1), "late");
        take(text("later"));
        assertThat(takeAll(scripted)).containsExactly("later");
    }

    @Test
    void aMessageThatWasReadFromTheJournalBeforeItIsHandedOnComesOnce() {
        start();
        take(IN_MEMORY + 2);
        IntStream.range(0, IN_MEMORY).forEach(i -> scripted.settle(null));
        InboxEntry[] entry = new InboxEntry[1];
        scripted.loop.execute(() -> {
            entry[0] = new InboxEntry(delivery.nextId(), new byte[32], text("late"), 0, 0);
            StoreTransaction transaction = scripted.session.store().transaction();
            transaction.append(entry[0]);
            scripted.session.store().commit(transaction);
        });
        scripted.settle(null);
        scripted.run(() -> delivery.enqueue(entry[0]));
        assertThat(takeAll(scripted)).containsExactly("M" + (IN_MEMORY + 1), "late");
    }

    @Test
    void anEntryThatIsDamagedIsPassedOver() {
        start();
        take(text("M0"));
        take(new byte[] {1, 2, 3});
        take(text("M1"));
        assertThat(takeAll(scripted)).containsExactly("M0", "M1");
        assertThat(scripted.memory.mail().inbox).isEmpty();
    }

    @Test
    void anEntryWhoseMessageIsDamagedIsPassedOver() {
        start();
        JournalEntry noMessage = new JournalEntry(
                new MessageKey(BOB, "D", false, BOB), BOB, null, 0, null, false, new byte[] {(byte) 0xff, (byte) 0xff});
        take(noMessage.encode());
        take(text("M1"));
        assertThat(takeAll(scripted)).containsExactly("M1");
    }

    @Test
    void aMessageWithNothingInItIsDeliveredAllTheSame() {
        start();
        take(payload("E", BOB, Message.getDefaultInstance()));
        assertThat(message(scripted).content()).isInstanceOf(UnknownContent.class);
    }

    @Test
    void aVoteWhosePollIsDamagedOnTheDiskDoesNotHoldUpTheOthers() {
        start();
        scripted.memory.rows("messageSecrets").put(KeptSecrets.key(BOB, "POLL"), new byte[] {9});
        Message.Builder vote = Message.newBuilder();
        vote.getPollUpdateMessageBuilder()
                .getPollCreationMessageKeyBuilder()
                .setRemoteJid(BOB.toString())
                .setId("POLL");
        take(payload("V", BOB, vote.build()));
        take(text("M1"));
        assertThat(takeAll(scripted)).containsExactly("M1");
    }

    @Test
    void theEventSaysWhatTheEnvelopeSaid() {
        start();
        Jid device = Jid.phone("15550001002").withDevice(3);
        MessageKey key = new MessageKey(device.toUser(), "M", false, device.toUser());
        byte[] raw = Message.newBuilder().setConversation("hi").build().toByteArray();
        take(new JournalEntry(key, device, BOB, 1_760_000_123L, "Bob", true, raw).encode());
        IncomingMessage message = message(scripted);
        assertThat(message.key()).isEqualTo(key);
        assertThat(message.sender()).isEqualTo(device);
        assertThat(message.senderAlternate()).isEqualTo(BOB);
        assertThat(message.chatAlternate()).isEqualTo(BOB);
        assertThat(message.timestamp()).isEqualTo(Instant.ofEpochSecond(1_760_000_123L));
        assertThat(message.pushName()).isEqualTo("Bob");
        assertThat(message.offline()).isTrue();
        assertThat(message.raw()).isEqualTo(raw);
    }

    @Test
    void aGroupHasNoOtherAddress() {
        start();
        Jid group = Jid.group("120363000000000001");
        MessageKey key = new MessageKey(group, "M", false, BOB);
        take(new JournalEntry(key, BOB, Jid.phone("15550001002"), 0, null, false, new byte[0]).encode());
        assertThat(message(scripted).chatAlternate()).isNull();
        assertThat(message(scripted).senderAlternate()).isEqualTo(Jid.phone("15550001002"));
    }
}
