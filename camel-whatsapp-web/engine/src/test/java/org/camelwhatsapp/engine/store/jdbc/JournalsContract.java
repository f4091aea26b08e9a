package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hash;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hex;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.junit.jupiter.api.Test;

/** Inbox, outbox and sent messages. */
abstract class JournalsContract extends StoreTestBase {
    @Test
    void keepsTheInboxUntilItIsDone() {
        commit(device, t -> {
            t.append(inboxEntry(2));
            t.append(inboxEntry(1));
            t.append(inboxEntry(3));
        });
        commit(device, t -> {
            t.inboxFailed(1);
            t.inboxFailed(1);
            t.inboxDone(2);
            t.inboxDone(99);
        });

        reopen();

        assertThat(device.inbox().pending(0, 10)).extracting(InboxEntry::id).containsExactly(1L, 3L);
        assertThat(device.inbox().pending(1, 10)).extracting(InboxEntry::id).containsExactly(3L);
        assertThat(device.inbox().pending(0, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.attempts()).isEqualTo(2);
            assertThat(entry.payload()).isEqualTo(bytes(40, 1));
            assertThat(entry.ciphertextHash()).isEqualTo(hash(1));
            assertThat(entry.receivedAtMillis()).isEqualTo(1_001);
        });
        assertThat(device.inbox().depth()).isEqualTo(2);
        assertThat(device.inbox().lastId()).isEqualTo(3);
    }

    @Test
    void knowsHashesDoneOrNotUntilTheyArePurged() {
        commit(device, t -> {
            t.append(inboxEntry(1));
            t.append(inboxEntry(2));
            t.inboxDone(1);
        });
        List<byte[]> asked = List.of(hash(1), hash(2), hash(3));
        assertThat(device.inbox().known(asked)).containsExactlyInAnyOrder(hex(hash(1)), hex(hash(2)));

        device.inbox().purgeDone(1);
        assertThat(device.inbox().known(asked)).hasSize(2);
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().known(asked)).containsExactly(hex(hash(2)));
        assertThat(device.inbox().known(List.of())).isEmpty();
    }

    @Test
    void givesNoInboxIdTwiceAfterAPurge() {
        commit(device, t -> {
            t.append(inboxEntry(1));
            t.append(inboxEntry(2));
        });
        commit(device, t -> {
            t.inboxDone(1);
            t.inboxDone(2);
        });
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().known(List.of(hash(1), hash(2)))).isEmpty();
        reopen();
        assertThat(device.inbox().lastId()).isEqualTo(2);
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().lastId()).isEqualTo(2);
    }

    @Test
    void keepsTheOutboxInTheOrderOfAcceptance() {
        commit(device, t -> {
            t.put(outboxEntry("C"));
            t.put(outboxEntry("A"));
        });
        commit(device, t -> t.put(outboxEntry("B")));
        reopen();
        commit(device, t -> t.put(outboxEntry("0")));
        commit(device, t -> t.put(new OutboxEntry("C", StoreFixture.CHAT, bytes(9, 1), bytes(700, 2), 6_000)));
        commit(device, t -> t.outboxDone("A"));

        List<OutboxEntry> pending = device.outbox().pending(10);

        assertThat(pending).extracting(OutboxEntry::messageId).containsExactly("C", "B", "0");
        assertThat(pending.get(0).stanza()).isEqualTo(bytes(700, 2));
        assertThat(pending.get(0).payload()).isEqualTo(bytes(9, 1));
        assertThat(pending.get(0).chat()).isEqualTo(StoreFixture.CHAT);
        assertThat(device.outbox().depth()).isEqualTo(3);
        assertThat(device.outbox().pending(1)).hasSize(1);
    }

    @Test
    void purgesSentMessagesByAgeAndSize() {
        commit(device, t -> {
            for (int i = 1; i <= 10; i++) {
                t.put(sentMessage("M" + i, 1_000 + i, 1_000));
            }
        });
        assertThat(device.sentMessages().find("M1")).satisfies(found -> {
            assertThat(found.chat()).isEqualTo(StoreFixture.CHAT);
            assertThat(found.payload()).isEqualTo(bytes(1_000, 7));
            assertThat(found.sentAtMillis()).isEqualTo(1_001);
        });

        device.sentMessages().purge(1_003, Long.MAX_VALUE);
        assertThat(kept()).containsExactly("M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10");
        device.sentMessages().purge(0, 4_400);
        assertThat(kept()).containsExactly("M7", "M8", "M9", "M10");
        device.sentMessages().purge(0, 0);
        assertThat(kept()).isEmpty();
    }

    private List<String> kept() {
        List<String> kept = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            SentMessage found = device.sentMessages().find("M" + i);
            if (found != null) {
                kept.add(found.messageId());
            }
        }
        return kept;
    }
}
