package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeDecoderTest {
    private static final int FLAG = 0;

    @Test
    void readsAnIncomingMessage() {
        Node node = NodeDecoder.decode(Bytes.of(
                FLAG, 248, 8, // tag, three attributes, content
                19, // "message"
                6, // "from"
                247, 1, 12, 255, 0x82, 0x98, 0x7F, // LID 987, device 12
                8, // "id"
                251, 0x82, 0xAB, 0xCF, // "ABC": the F pads
                24, // "notify"
                252, 3, "Ann", // plain text
                248, 1, // one child
                248, 2, 29, // <enc> with content
                253, 0xF0, 0, 2, 7, 8)); // 20-bit length, upper four bits ignored
        assertThat(node.tag()).isEqualTo("message");
        assertThat(node.jid("from")).isEqualTo(new Jid("987", 12, Jid.LID_SERVER));
        assertThat(node.attr("id")).isEqualTo("ABC");
        assertThat(node.attr("notify")).isEqualTo("Ann");
        assertThat(node.requireChild("enc").requireBytes()).containsExactly(7, 8);
    }

    @Test
    void readsEveryFormOfAnAddress() {
        assertThat(address(250, 0, 3)).isEqualTo(Jid.SERVER);
        assertThat(address(250, 255, 1, 0x12, 28)).isEqualTo(Jid.group("12"));
        assertThat(address(250, 255, 1, 0x12, 252, 4, "c.us")).isEqualTo(Jid.phone("12"));
        assertThat(address(250, 252, 4, "12:3", 3)).isEqualTo(new Jid("12", 3, Jid.PN_SERVER));
        assertThat(address(250, 252, 1, "x", 252, 5, "brand")).isEqualTo(Jid.of("x", "brand"));
        assertThat(address(247, 0, 0, 255, 1, 0x12)).isEqualTo(Jid.phone("12"));
        assertThat(address(247, 0, 255, 255, 1, 0x12)).isEqualTo(new Jid("12", 255, Jid.PN_SERVER));
        assertThat(address(247, 128, 99, 255, 1, 0x12)).isEqualTo(new Jid("12", 99, Jid.HOSTED_SERVER));
        assertThat(address(247, 129, 99, 255, 1, 0x12)).isEqualTo(new Jid("12", 99, Jid.HOSTED_LID_SERVER));
        assertThat(address(247, 130, 1, 255, 1, 0x12)).isEqualTo(new Jid("12", 1, Jid.HOSTED_SERVER));
        assertThat(address(247, 2, 1, 255, 1, 0x12)).isEqualTo(new Jid("12", 1, Jid.PN_SERVER));
        assertThat(address(246, 255, 1, 0x12, 1, 44, 252, 4, "msgr"))
                .isEqualTo(new Jid("12", 300, Jid.MESSENGER_SERVER));
        assertThat(address(245, 255, 1, 0x12, 1, 44, 0, 5, 252, 7, "interop"))
                .isEqualTo(new Jid("5-12", 300, Jid.INTEROP_SERVER));
    }

    private static Jid address(Object... value) {
        return (Jid) NodeDecoder.decode(Bytes.of(FLAG, 248, 3, 25, 6, Bytes.of(value)))
                .attributeValue(0);
    }

    @Test
    void readsAnAddressThatCameAsText() {
        Node node = NodeDecoder.decode(Bytes.of(FLAG, 248, 3, 25, 6, 252, 7, "1:5@lid"));
        assertThat(node.jid("from")).isEqualTo(new Jid("1", 5, Jid.LID_SERVER));
    }

    @Test
    void textContentAppearsAsBytes() {
        assertThat(content(56)).isEqualTo(Bytes.of("text"));
        assertThat(content(237, 0)).isEqualTo(Bytes.of("reject"));
        assertThat(content(255, 0x82, 0x12, 0x3F)).isEqualTo(Bytes.of("123"));
        assertThat(content(251, 1, 0xAF)).isEqualTo(Bytes.of("AF"));
        assertThat(content(250, 255, 1, 0x12, 3)).isEqualTo(Bytes.of("12@s.whatsapp.net"));
        assertThat(content(252, 0)).isEmpty();
        assertThat(content(254, 0, 0, 0, 1, 9)).containsExactly(9);
    }

    private static byte[] content(Object... value) {
        return NodeDecoder.decode(Bytes.of(FLAG, 248, 2, 25, Bytes.of(value))).bytes();
    }

    @Test
    void anEmptyListIsNoContent() {
        for (byte[] empty : List.of(Bytes.of(0), Bytes.of(248, 0), Bytes.of(249, 0, 0))) {
            Node node = NodeDecoder.decode(Bytes.of(FLAG, 248, 2, 25, empty));
            assertThat(node.hasContent()).isFalse();
            assertThat(node).isEqualTo(Node.of("iq"));
        }
    }

    @Test
    void readsLongListHeadersForNodesAndChildren() {
        Node node = NodeDecoder.decode(Bytes.of(FLAG, 249, 0, 2, 25, 249, 0, 2, 248, 1, 86, 248, 1, 17));
        assertThat(node).isEqualTo(Node.of("iq", Node.of("ping"), Node.of("to")));
    }

    @Test
    void aFrameOfTheSingleByteTwoEndsTheStream() {
        assertThat(NodeDecoder.decode(Bytes.of(2))).isSameAs(NodeDecoder.STREAM_END);
        assertThat(NodeDecoder.STREAM_END.tag()).isEqualTo("xmlstreamend");
    }

    @Test
    void theFirstOfTwoEqualAttributesCounts() {
        Node node = NodeDecoder.decode(Bytes.of(FLAG, 248, 5, 25, 8, 252, 1, "a", 8, 252, 1, "b"));
        assertThat(node.attr("id")).isEqualTo("a");
    }

    @Test
    void readsCompressedFramesOfBothKinds() {
        Node node = Node.of("iq", Node.of("enc", "hello".repeat(5000).getBytes(StandardCharsets.UTF_8)));
        byte[] plain = NodeEncoder.encode(node);
        byte[] bare = Arrays.copyOfRange(plain, 1, plain.length);
        assertThat(NodeDecoder.decode(Bytes.compressed(bare, false))).isEqualTo(node);
        assertThat(NodeDecoder.decode(Bytes.compressed(bare, true))).isEqualTo(node);
    }

    @Test
    void childrenCannotBeChangedByTheReader() {
        Node node = NodeDecoder.decode(Bytes.of(FLAG, 248, 2, 25, 248, 2, 248, 1, 86, 248, 1, 17));
        assertThatThrownBy(() -> node.children().set(0, Node.of("x")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theFrameIsNotKept() {
        byte[] frame = Bytes.of(FLAG, 248, 2, 25, 252, 2, 1, 2);
        Node node = NodeDecoder.decode(frame);
        frame[6] = 99;
        assertThat(node.requireBytes()).containsExactly(1, 2);
    }

    @Test
    void wordsAreSharedAcrossNodes() {
        byte[] frame = NodeEncoder.encode(Node.of("participants"));
        assertThat(NodeDecoder.decode(frame).tag())
                .isSameAs(NodeDecoder.decode(frame).tag());
    }

    @ParameterizedTest
    @ValueSource(ints = {240, 241, 242, 243, 244, 248, 249})
    void refusesTagsThatAreNoText(int tag) {
        assertThatThrownBy(() -> NodeDecoder.decode(Bytes.of(FLAG, 248, 3, 25, 8, tag, 0, 0, 0)))
                .isInstanceOf(MalformedNodeException.class);
    }
}
