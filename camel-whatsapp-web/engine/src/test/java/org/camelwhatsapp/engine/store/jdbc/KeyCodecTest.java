package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.SenderKeyName;

class KeyCodecTest {
    /** The form is kept on disk: it never changes. */
    @Example
    void keysHaveTheDocumentedForm() {
        assertThat(hex(KeyCodec.JID.encode(Jid.phone("12")))).isEqualTo("00" + "0000" + "3132");
        assertThat(hex(KeyCodec.JID.encode(new Jid("12", 0xFFFE, Jid.LID_SERVER))))
                .isEqualTo("01" + "fffe" + "3132");
        assertThat(hex(KeyCodec.JID.encode(Jid.group("1-2")))).isEqualTo("02" + "0000" + "312d32");
        assertThat(hex(KeyCodec.JID.encode(new Jid("1", 2, "new.example"))))
                .isEqualTo("7f" + "000b" + "6e65772e6578616d706c65" + "0002" + "31");
        assertThat(hex(KeyCodec.ADDRESS.encode(new SignalAddress("12_1", 3)))).isEqualTo("00000003" + "31325f31");
        assertThat(hex(KeyCodec.SENDER_KEY.encode(new SenderKeyName(Jid.group("7"), new SignalAddress("8", 1)))))
                .isEqualTo("0004" + "02000037" + "00000001" + "38");
        assertThat(hex(KeyCodec.TEXT.encode("onetime/1"))).isEqualTo("6f6e6574696d652f31");
    }

    @Example
    void everyNamedServerTakesOneByte() {
        assertThat(KeyCodec.Servers.KNOWN).doesNotHaveDuplicates().hasSizeLessThan(KeyCodec.Servers.OTHER);
        for (String server : KeyCodec.Servers.KNOWN) {
            assertThat(KeyCodec.JID.encode(Jid.of("", server))).hasSize(3);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Property
    void jidsSurvive(@ForAll("jids") Jid jid) {
        assertThat(KeyCodec.JID.decode(KeyCodec.JID.encode(jid))).isEqualTo(jid);
    }

    @Property
    void senderKeyNamesSurvive(@ForAll("jids") Jid group, @ForAll("texts") String name, @ForAll int device) {
        SenderKeyName key = new SenderKeyName(group, new SignalAddress(name, device));
        assertThat(KeyCodec.SENDER_KEY.decode(KeyCodec.SENDER_KEY.encode(key))).isEqualTo(key);
    }

    @Property
    void differentKeysHaveDifferentBytes(@ForAll("jids") Jid one, @ForAll("jids") Jid other) {
        boolean same = one.equals(other);
        assertThat(new ByteKey(KeyCodec.JID.encode(one)).equals(new ByteKey(KeyCodec.JID.encode(other))))
                .isEqualTo(same);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMaxLength(15),
                Arbitraries.strings()
                        .withChars('\0', '@', ':', '|', '_', 'é', '漢')
                        .ofMaxLength(6));
    }

    @Provide
    Arbitrary<Jid> jids() {
        Arbitrary<String> servers =
                Arbitraries.oneOf(Arbitraries.of(KeyCodec.Servers.KNOWN), texts().filter(text -> !text.isEmpty()));
        return Combinators.combine(texts(), Arbitraries.integers().between(0, 0xFFFF), servers)
                .as(Jid::new);
    }
}
