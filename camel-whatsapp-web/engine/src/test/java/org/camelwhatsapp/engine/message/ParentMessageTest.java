package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreException;
import org.junit.jupiter.api.Test;

/** What is kept of a message for its add-ons. */
class ParentMessageTest {
    private static final ParentMessage POLL =
            new ParentMessage(Jid.lid("100000000000001"), new byte[32], List.of("yes", "no", "Ü".repeat(500)));

    @Test
    void readsWhatItWrote() {
        ParentMessage read = ParentMessage.decode(POLL.encode());
        assertThat(read.author()).isEqualTo(POLL.author());
        assertThat(read.secret()).isEqualTo(POLL.secret());
        assertThat(read.options()).isEqualTo(POLL.options());
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(POLL.toString()).doesNotContain("100000000000001").doesNotContain("yes");
    }

    @Test
    void refusesWhatWasCut() {
        byte[] whole = POLL.encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ParentMessage.decode(cut)).isInstanceOf(StoreException.class);
        }
    }

    @FuzzTest
    void readsAnyBytesOrRefusesThem(byte[] bytes) {
        try {
            ParentMessage.decode(bytes);
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT);
        }
    }
}
