package org.camelwhatsapp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.camelwhatsapp.engine.testing.FeatureBench;
import org.camelwhatsapp.engine.wire.DecoderLimits;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;

/**
 * Invariant: whatever the server sends about groups, contacts, presence, privacy, receipts and calls is told or refused as
 * malformed, at a cost that the input bounds.
 */
class FeatureNotificationsFuzzTest {
    private static final DecoderLimits LIMITS = new DecoderLimits(1 << 16, 256, 32, 1 << 12);

    @FuzzTest(maxDuration = "60s")
    void notification(byte[] frame) {
        Node stanza;
        try {
            stanza = NodeDecoder.decode(frame, LIMITS);
        } catch (MalformedNodeException expected) {
            return;
        }
        FeatureBench.cheap(frame.length, () -> receive(stanza));
    }

    private static void receive(Node stanza) {
        FeatureBench bench = new FeatureBench();
        bench.receive(stanza);
        // Features answer with a stanza per child at most, and so do they tell.
        int most = 4 * (2 + stanza.children().size());
        assertThat(bench.scripted.outward).hasSizeLessThanOrEqualTo(most);
        assertThat(bench.scripted.events)
                .allSatisfy(event -> assertThat(event.toString()).isNotEmpty());
    }
}
