package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeEncoderTest {
    private static final int FLAG = 0;

    @Test
    void writesANodeWithoutAnything() {
        byte[] expected = Bytes.of(
                FLAG, // not compressed
                248, 1, // list of one
                19); // "message"
        assertThat(NodeEncoder.encode(Node.of("message"))).isEqualTo(expected);
    }

    @Test
    void writesAttributesOfEveryForm() {
        Node node = Node.builder("message")
                .attr("to", Jid.phone("15550001234"))
                .attr("id", "3EB0A1")
                .attr("type", "text")
                .attr("t", 1700000001)
                .attr("notify", "Zoë")
                .build();
        byte[] expected = Bytes.of(
                FLAG,
                248,
                11, // tag and five attributes
                19, // "message"
                17, // "to"
                250, // pair
                255,
                0x80 | 6,
                0x15,
                0x55,
                0x00,
                0x01,
                0x23,
                0x4F, // odd packed digits
                3, // "s.whatsapp.net"
                8, // "id"
                251,
                3,
                0x3E,
                0xB0,
                0xA1, // packed hex
                4, // "type"
                56, // "text"
                TokenDictionary.codeOf("t"), // "t"
                255,
                5,
                0x17,
                0x00,
                0x00,
                0x00,
                0x01, // packed digits
                24, // "notify"
                252,
                4,
                "Zoë"); // UTF-8, four bytes
        assertThat(NodeEncoder.encode(node)).isEqualTo(expected);
    }

    @Test
    void writesBytesAndChildren() {
        Node node = Node.of("iq", Node.of("ping"), Node.of("enc", new byte[] {1, 2, 3}));
        byte[] expected = Bytes.of(
                FLAG, 248, 2, 25, // <iq> with content
                248, 2, // two children
                248, 1, 86, // <ping/>
                248, 2, 29, // <enc> with content
                252, 3, 1, 2, 3); // three bytes
        assertThat(NodeEncoder.encode(node)).isEqualTo(expected);
    }

    @Test
    void writesAWordOfTheSecondTableAsTwoBytes() {
        assertThat(NodeEncoder.encode(Node.of("reject"))).isEqualTo(Bytes.of(FLAG, 248, 1, 237, 0));
    }

    @Test
    void writesEmptyBytesAsContent() {
        assertThat(NodeEncoder.encode(Node.of("enc", new byte[0]))).isEqualTo(Bytes.of(FLAG, 248, 2, 29, 252, 0));
    }

    @Test
    void writesNoChildrenAsNoContent() {
        assertThat(NodeEncoder.encode(Node.of("iq", new Node[0]))).isEqualTo(Bytes.of(FLAG, 248, 1, 25));
        assertThat(NodeEncoder.encode(
                        Node.builder("iq").children(new ArrayList<>()).build()))
                .isEqualTo(Bytes.of(FLAG, 248, 1, 25));
    }

    @Test
    void writesEveryFormOfAnAddress() {
        assertThat(attribute(Jid.SERVER)).isEqualTo(Bytes.of(250, 0, 3)); // pair, no user
        assertThat(attribute(new Jid("15550001234", 7, Jid.PN_SERVER)))
                .isEqualTo(Bytes.of(247, 0, 7, 255, 0x86, 0x15, 0x55, 0x00, 0x01, 0x23, 0x4F));
        assertThat(attribute(new Jid("1.1", 2, Jid.LID_SERVER))).isEqualTo(Bytes.of(247, 1, 2, 255, 0x82, 0x1B, 0x1F));
        assertThat(attribute(new Jid("1.1", 0, Jid.LID_SERVER)))
                .isEqualTo(Bytes.of(250, 255, 0x82, 0x1B, 0x1F, 118)); // pair with "lid"
        assertThat(attribute(new Jid("12", 99, Jid.HOSTED_SERVER))).isEqualTo(Bytes.of(247, 128, 99, spelled("12")));
        assertThat(attribute(new Jid("12", 0, Jid.HOSTED_LID_SERVER))).isEqualTo(Bytes.of(247, 129, 0, spelled("12")));
        assertThat(attribute(new Jid("77777", 300, Jid.MESSENGER_SERVER)))
                .isEqualTo(Bytes.of(246, 255, 0x83, 0x77, 0x77, 0x7F, 1, 44, spelled("msgr")));
        assertThat(attribute(new Jid("5-77777", 1, Jid.INTEROP_SERVER)))
                .isEqualTo(Bytes.of(245, 255, 0x83, 0x77, 0x77, 0x7F, 0, 1, 0, 5, spelled("interop")));
        assertThat(attribute(Jid.group("77777-1"))).isEqualTo(Bytes.of(250, 255, 0x84, 0x77, 0x77, 0x7A, 0x1F, 28));
    }

    @Test
    void writesAnInteropUserWithoutIntegratorAsPair() {
        for (String user : List.of("abc", "05-1", "70000-1", "x-1", "-1", "5-")) {
            assertThat(attribute(new Jid(user, 0, Jid.INTEROP_SERVER))[0] & 0xFF)
                    .isEqualTo(250);
        }
    }

    private static byte[] attribute(Jid jid) {
        byte[] frame = NodeEncoder.encode(Node.builder("iq").attr("to", jid).build());
        byte[] value = new byte[frame.length - 5];
        System.arraycopy(frame, 5, value, 0, value.length);
        return value;
    }

    /** The bytes of a text, found out through the tag of a node. */
    private static byte[] spelled(String text) {
        byte[] frame = NodeEncoder.encode(Node.of(text));
        byte[] value = new byte[frame.length - 3];
        System.arraycopy(frame, 3, value, 0, value.length);
        return value;
    }

    @Test
    void packsUpTo127Characters() {
        assertThat(spelled("9".repeat(127))).startsWith(255, 0xC0).hasSize(2 + 64);
        assertThat(spelled("9".repeat(128))).startsWith(252, 128).hasSize(2 + 128);
        assertThat(spelled("F".repeat(127))).startsWith(251, 0xC0).endsWith(0xFF);
        assertThat(spelled("abcdef")).startsWith(252, 6);
        assertThat(spelled("-.9-.9")).isEqualTo(Bytes.of(255, 3, 0xAB, 0x9A, 0xB9));
        assertThat(spelled("A-")).startsWith(252, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, (1 << 20) - 1, 1 << 20, (1 << 20) + 1})
    void choosesTheShortestLengthHeader(int length) {
        byte[] frame = NodeEncoder.encode(Node.of("enc", new byte[length]));
        byte[] header = length < 256
                ? Bytes.of(252, length)
                : length < 1 << 20
                        ? Bytes.of(253, length >> 16, length >> 8, length)
                        : Bytes.of(254, length >> 24, length >> 16, length >> 8, length);
        assertThat(frame).startsWith(Bytes.of(FLAG, 248, 2, 29, header)).hasSize(4 + header.length + length);
    }

    @Test
    void writesLongListsWithTwoBytes() {
        Node[] children = new Node[65_535];
        Arrays.fill(children, Node.of("to"));
        assertThat(NodeEncoder.encode(Node.of("iq", children)))
                .startsWith(Bytes.of(FLAG, 248, 2, 25, 249, 255, 255, 248, 1, 17))
                .hasSize(4 + 3 + 3 * 65_535);
        Node tooMany = Node.builder("iq")
                .children(List.of(children))
                .child(Node.of("to"))
                .build();
        assertThatThrownBy(() -> NodeEncoder.encode(tooMany)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThatThrownBy(() -> NodeEncoder.encode(Node.of(""))).isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> attribute(new Jid("1", 256, Jid.PN_SERVER)))
                .isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void aRefusedNodeLeavesNothingBehindForTheNext() {
        assertThatThrownBy(() -> NodeEncoder.encode(Node.of("iq", Node.of(""))))
                .isInstanceOf(MalformedNodeException.class);
        assertThat(NodeEncoder.encode(Node.of("iq"))).isEqualTo(Bytes.of(FLAG, 248, 1, 25));
    }
}
