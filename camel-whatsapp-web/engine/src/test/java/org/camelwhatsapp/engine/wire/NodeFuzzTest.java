package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Invariants: reading bytes gives a node or a {@link MalformedNodeException}; a node that was read can be written, and
 * reads the same again.
 */
class NodeFuzzTest {
    private static final DecoderLimits LIMITS = new DecoderLimits(1 << 20, 256, 32, 1 << 16);

    @FuzzTest(maxDuration = "60s")
    void frame(byte[] frame) {
        Node node;
        try {
            node = NodeDecoder.decode(frame, LIMITS);
        } catch (MalformedNodeException expected) {
            return;
        }
        Node written = NodeDecoder.decode(NodeEncoder.encode(node), LIMITS);
        // An agent in a phone number's user is dropped when the address is read as text, so compare from here on.
        Node again = NodeDecoder.decode(NodeEncoder.encode(written), LIMITS);
        assertThat(again).isEqualTo(written);
        assertThat(written.tag()).isEqualTo(node.tag());
        assertThat(written.attributeCount()).isEqualTo(node.attributeCount());
        assertThat(written.children()).hasSameSizeAs(node.children());
    }

    @FuzzTest(maxDuration = "60s")
    void jid(byte[] text) {
        Jid jid;
        try {
            jid = Jid.parse(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException expected) {
            return;
        }
        assertThat(jid.redacted()).isNotNull();
        assertThat(jid.toUser().device()).isZero();
    }
}
