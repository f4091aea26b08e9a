package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hash;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.List;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.Test;

/** Sessions beside each other, and opening a store again. */
abstract class SessionsContract extends StoreTestBase {
    @Test
    void sessionsDoNotSeeEachOther() {
        DeviceStore second = store.open("second");
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        commit(second, t -> t.put(second.credentials(), "self", bytes(4, 2)));
        assertThat(device.credentials().get("self")).isEqualTo(bytes(4, 1));
        assertThat(second.credentials().get("self")).isEqualTo(bytes(4, 2));
        StoreTransaction foreign = second.transaction();
        assertThatThrownBy(() -> foreign.put(device.credentials(), "self", bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> device.commit(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesSessionsWithCredentialsSorted() {
        for (String name : List.of("b", "a", "unpaired", "\u00e9")) {
            DeviceStore opened = store.open(name);
            if (!name.equals("unpaired")) {
                commit(opened, t -> t.put(opened.credentials(), "self", bytes(4, 1)));
            }
        }
        assertThat(store.sessions()).containsExactly("a", "b", "\u00e9");
    }

    @Test
    void deletesAllOfASession() {
        DeviceStore gone = store.open("gone");
        commit(gone, t -> {
            t.put(gone.credentials(), "self", bytes(4, 1));
            t.append(inboxEntry(1));
            t.put(outboxEntry("A"));
            t.put(sentMessage("A", 1, 10));
        });
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 2)));
        assertThatThrownBy(() -> store.delete("gone")).isInstanceOf(StoreException.class);
        gone.close();

        store.delete("gone");
        store.delete("never seen");

        assertThat(store.sessions()).containsExactly("main");
        DeviceStore again = store.open("gone");
        assertThat(again.credentials().get("self")).isNull();
        assertThat(again.inbox().depth() + again.outbox().depth()).isZero();
        assertThat(again.inbox().known(List.of(hash(1)))).isEmpty();
        assertThat(again.sentMessages().find("A")).isNull();
    }

    @Test
    void refusesToOpenASessionTwice() {
        assertThatThrownBy(() -> store.open("main"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        device.close();
        device = store.open("main");
    }

    @Test
    void opensAgainAndAgain() {
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        for (int i = 0; i < 3; i++) {
            reopen();
            assertThat(device.credentials().get("self")).isEqualTo(bytes(4, 1));
        }
    }

    @Test
    void refusesASchemaFromTheFuture() throws Exception {
        store.close();
        tamper("UPDATE wa_schema_history SET version = '99', script = 'V99__later.sql'"
                + " WHERE installed_rank = (SELECT max(installed_rank) FROM wa_schema_history h)");
        assertThatThrownBy(() -> openStore(options())).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.INCOMPATIBLE);
            assertThat(e.getMessage()).contains("newer version").contains("99");
        });
    }
}
