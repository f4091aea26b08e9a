package org.camelwhatsapp.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {
    @ParameterizedTest
    @CsvSource({
        "15550001234@s.whatsapp.net, 15550001234, 0, s.whatsapp.net",
        "15550001234:12@s.whatsapp.net, 15550001234, 12, s.whatsapp.net",
        "15550001234@c.us, 15550001234, 0, s.whatsapp.net",
        "15550001234.0:12@s.whatsapp.net, 15550001234, 12, s.whatsapp.net",
        "100000000000001.1:75@lid, 100000000000001.1, 75, lid",
        "1:0@lid, 1, 0, lid",
        "user:abc@s.whatsapp.net, user:abc, 0, s.whatsapp.net",
        "user:@lid, user:, 0, lid",
        "1:65535@msgr, 1, 65535, msgr",
        "1:65536@msgr, 1:65536, 0, msgr",
        "15550001234-1600000000@g.us, 15550001234-1600000000, 0, g.us",
        "s.whatsapp.net, '', 0, s.whatsapp.net",
        "@lid, '', 0, lid",
        "x@somewhere.new, x, 0, somewhere.new"
    })
    void readsTheTextForm(String text, String user, int device, String server) {
        assertThat(Jid.parse(text)).isEqualTo(new Jid(user, device, server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a@", "@", "a@b@c"})
    void refusesTextsWithoutOneServer(String text) {
        assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOverlongTextsAndDevicesOutOfRange() {
        assertThatThrownBy(() -> Jid.parse("1".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Jid("1", -1, "lid")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Jid("1", 65536, "lid")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void readsWhatItPrints(
            @ForAll @NumericChars @StringLength(min = 1, max = 20) String user,
            @ForAll @IntRange(max = 65535) int device) {
        for (String server : new String[] {Jid.PN_SERVER, Jid.LID_SERVER, Jid.HOSTED_SERVER, Jid.MESSENGER_SERVER}) {
            Jid jid = new Jid(user, device, server);
            assertThat(Jid.parse(jid.toString())).isEqualTo(jid);
        }
    }

    @Test
    void theUserHasNoDeviceAndAnOrdinaryServer() {
        assertThat(new Jid("1", 99, Jid.HOSTED_SERVER).toUser()).isEqualTo(Jid.phone("1"));
        assertThat(new Jid("1", 99, Jid.HOSTED_LID_SERVER).toUser()).isEqualTo(Jid.lid("1"));
        assertThat(new Jid("1", 2, Jid.PN_SERVER).isSameUser(Jid.phone("1"))).isTrue();
        assertThat(Jid.phone("1").isSameUser(Jid.lid("1"))).isFalse();
    }

    @Test
    void redactedShowsNoMoreThanFourCharacters() {
        assertThat(new Jid("15550001234", 3, Jid.PN_SERVER).redacted()).isEqualTo("*1234:3@s.whatsapp.net");
        assertThat(Jid.phone("12").redacted()).isEqualTo("*2@s.whatsapp.net");
        assertThat(Jid.SERVER.redacted()).isEqualTo("s.whatsapp.net");
    }
}
