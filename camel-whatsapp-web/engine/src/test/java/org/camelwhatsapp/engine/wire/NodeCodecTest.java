package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    private static Node sample() {
        return Node.builder("iq")
                .attr("to", Jid.SERVER)
                .attr("id", "123-4")
                .attr("hash", "0AFF")
                .attr("from", Jid.phone("15550001111").withDevice(7))
                .attr("participant", Jid.lid("100000000000001.1").withDevice(75))
                .attr("note", "grüße")
                .child(Node.of("list", Node.of("item", new byte[] {1, 2, 3}), Node.of("empty")))
                .build();
    }

    @Test
    void writesTheKnownBytes() {
        // 00 flag; f8 05 list of 5; 19 "iq"? The token numbers come from the dictionary, looked up here by text.
        byte iq = (byte) TokenDictionary.codeOf("iq");
        byte to = (byte) TokenDictionary.codeOf("to");
        byte server = (byte) TokenDictionary.codeOf("s.whatsapp.net");
        byte id = (byte) TokenDictionary.codeOf("id");
        Node node = Node.builder("iq").attr("to", Jid.SERVER).attr("id", "123-4").build();
        byte[] expected = {
            0, // plain
            (byte) 248, 5, // list of five: tag and two attributes
            iq,
            to, (byte) 250, 0, server, // JID pair without a user
            id, (byte) 255, (byte) 0x83, 0x12, 0x3A, 0x4F // packed digits, odd length, padded with 15
        };
        assertThat(HEX.formatHex(NodeEncoder.encode(node))).isEqualTo(HEX.formatHex(expected));
    }

    @Test
    void knowsTheDictionary() {
        assertThat(TokenDictionary.size()).isEqualTo(235 + 4 * 256);
        assertThat(TokenDictionary.single(1)).isEqualTo("xmlstreamstart");
        assertThat(TokenDictionary.single(3)).isEqualTo("s.whatsapp.net");
        assertThat(TokenDictionary.single(0)).isNull();
        assertThat(TokenDictionary.single(236)).isNull();
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(NodeDecoder.decode(NodeEncoder.encode(sample()))).isEqualTo(sample());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 0xFFFFF, 0x100000})
    void readsBackBytesOfEveryLengthForm(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 9);
        Node node = Node.of("media", bytes);
        assertThat(NodeDecoder.decode(NodeEncoder.encode(node))).isEqualTo(node);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 3_000})
    void readsBackListsOfBothForms(int count) {
        Node.Builder builder = Node.builder("list");
        for (int i = 0; i < count; i++) {
            builder.child(Node.of("item"));
        }
        Node node = builder.build();
        assertThat(NodeDecoder.decode(NodeEncoder.encode(node))).isEqualTo(node);
    }

    @Test
    void readsHostedDevicesAndUnknownServers() {
        Node node = Node.builder("message")
                .attr("a", new Jid("15550001111", 99, Jid.HOSTED_SERVER))
                .attr("b", new Jid("777", 99, Jid.HOSTED_LID_SERVER))
                .attr("c", new Jid("x", 0, "example"))
                .attr("d", new Jid("5", 3, Jid.MESSENGER_SERVER))
                .build();
        assertThat(NodeDecoder.decode(NodeEncoder.encode(node))).isEqualTo(node);
    }

    @Test
    void inflatesCompressedFrames() throws IOException {
        byte[] plain = NodeEncoder.encode(sample());
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(2);
        try (DeflaterOutputStream out = new DeflaterOutputStream(frame)) {
            out.write(plain, 1, plain.length - 1);
        }
        assertThat(NodeDecoder.decode(frame.toByteArray())).isEqualTo(sample());
    }

    @Test
    void takesTheSingleByteTwoForTheEndOfTheStream() {
        assertThat(NodeDecoder.decode(new byte[] {2})).isSameAs(NodeDecoder.STREAM_END);
    }

    @Test
    void refusesAFrameCutAnywhere() {
        byte[] whole = NodeEncoder.encode(sample());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> NodeDecoder.decode(cut)).isInstanceOf(MalformedNodeException.class);
        }
        assertThatThrownBy(() -> NodeDecoder.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(MalformedNodeException.class)
                .hasMessageContaining("after the node");
    }

    @Test
    void doesNotBelieveAClaimedNumberOfChildren() {
        byte[] frame = {0, (byte) 248, 2, 5, (byte) 249, (byte) 0xFF, (byte) 0xFF, 1};
        assertThatThrownBy(() -> NodeDecoder.decode(frame)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void refusesNodesThatNestTooDeep() {
        Node node = Node.of("x");
        for (int i = 0; i < 40; i++) {
            node = Node.of("x", node);
        }
        byte[] frame = NodeEncoder.encode(node);
        assertThatThrownBy(() -> NodeDecoder.decode(frame))
                .isInstanceOf(MalformedNodeException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void refusesAFrameThatInflatesBeyondTheLimit() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(2);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb)) {
            out.write(new byte[2 << 20]);
        }
        assertThatThrownBy(() -> NodeDecoder.decode(bomb.toByteArray(), new DecoderLimits(1 << 20, 100, 8)))
                .isInstanceOf(MalformedNodeException.class)
                .hasMessageContaining("inflates");
    }
}
