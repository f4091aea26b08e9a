package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;

import java.util.Arrays;
import java.util.HexFormat;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;
import org.junit.jupiter.api.Test;

class RowFormatTest {
    private static final OutboxEntry ENTRY = new OutboxEntry("M", Jid.phone("12"), bytes(2, 0xAA), bytes(1, 0xBB), 9);

    /** The form is kept on disk: it never changes. */
    @Test
    void fieldsHaveTheirLengthBeforeThem() {
        assertThat(HexFormat.of().formatHex(RowFormat.encode(ENTRY)))
                .isEqualTo("00000005" + "0000003132" + "00000002" + "aaaa" + "00000001" + "bb");
        assertThat(HexFormat.of().formatHex(RowFormat.encode(new SentMessage("M", Jid.phone("12"), bytes(1, 7), 9))))
                .isEqualTo("00000005" + "0000003132" + "00000001" + "07");
    }

    @Test
    void rowsSurvive() {
        OutboxEntry entry = RowFormat.outboxEntry("M", RowFormat.encode(ENTRY), 9);
        assertThat(entry).usingRecursiveComparison().isEqualTo(ENTRY);
        OutboxEntry unsent = new OutboxEntry("M", Jid.group("1"), bytes(0, 0), bytes(0, 0), 9);
        assertThat(RowFormat.outboxEntry("M", RowFormat.encode(unsent), 9))
                .usingRecursiveComparison()
                .isEqualTo(unsent);
    }

    /** The form is kept on disk: it never changes. */
    @Test
    void whatWasRefusedIsFollowedByHowOftenAndUntilWhenItWaits() {
        OutboxEntry refused = new OutboxEntry("M", Jid.phone("12"), bytes(2, 0xAA), bytes(1, 0xBB), 9, 3, 258);
        byte[] row = RowFormat.encode(refused);
        assertThat(HexFormat.of().formatHex(row))
                .isEqualTo("00000005" + "0000003132" + "00000002" + "aaaa" + "00000001" + "bb" + "0000000c" + "00000003"
                        + "0000000000000102");
        assertThat(RowFormat.outboxEntry("M", row, 9))
                .usingRecursiveComparison()
                .isEqualTo(refused);
        for (int length = RowFormat.encode(ENTRY).length + 1; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> RowFormat.outboxEntry("M", cut, 9)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aRowThatEndsTooEarlyIsDamage() {
        byte[] whole = RowFormat.encode(ENTRY);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> RowFormat.outboxEntry("M", cut, 9)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aLengthThatLiesIsDamageAndTakesNoMemory() {
        for (String length : new String[] {"7fffffff", "ffffffff", "00000100"}) {
            byte[] lying = HexFormat.of().parseHex(length + "0000003132");
            assertThatThrownBy(() -> RowFormat.sentMessage("M", lying, 9)).isInstanceOf(StoreException.class);
        }
    }
}
