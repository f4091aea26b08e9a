package org.camelwhatsapp.engine.message.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pages begin, as text that callers keep and give back. */
class CursorsTest {
    private static final Jid GROUP = Jid.group("120363000000000001");

    @Test
    void saysTimeAndPlace() {
        assertThat(Cursors.of(new MessageFilter.Place(1_700_000_000_000L, 42))).isEqualTo("1700000000000.42");
        assertThat(Cursors.of(new ChatRow(GROUP, 70, 3, ChatChange.Flags.NONE)))
                .isEqualTo("70.120363000000000001@g.us");
    }

    @Test
    void withoutOneAPageBeginsAtTheStart() {
        assertThat(Cursors.place(null)).isNull();
        assertThat(Cursors.chat(null)).isNull();
    }

    @Property
    void aPlaceIsReadAsItWasWritten(@ForAll @LongRange(min = 0) long at, @ForAll long id) {
        MessageFilter.Place place = new MessageFilter.Place(at, id);
        assertThat(Cursors.place(Cursors.of(place))).isEqualTo(place);
    }

    @Test
    void aChatIsReadByTimeAndAddressAlone() {
        assertThat(Cursors.chat("70." + GROUP)).isEqualTo(new ChatRow(GROUP, 70, 0, ChatChange.Flags.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // No dot, or nothing before it.
                "12",
                ".12",
                // Not a number on one side or the other.
                "a.12",
                "12.a",
                "12.",
                "1.2.3",
                // More than a long can hold.
                "9223372036854775808.1"
            })
    void whatIsNoPlaceIsRefusedByName(String cursor) {
        assertThatThrownBy(() -> Cursors.place(cursor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cursor: what the page before gave as next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x.1@g.us", "70.", "70.a@b@c"})
    void whatIsNoChatIsRefusedByName(String cursor) {
        assertThatThrownBy(() -> Cursors.chat(cursor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cursor: what the page before gave as next");
    }

    @Test
    void whatIsNoUserIsRefusedWithoutRepeatingIt() {
        assertThat(Cursors.jid("100000000000001@lid")).isEqualTo(Jid.lid("100000000000001"));
        assertThatThrownBy(() -> Cursors.jid("my secret@@"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cursor: what the page before gave as next");
    }
}
