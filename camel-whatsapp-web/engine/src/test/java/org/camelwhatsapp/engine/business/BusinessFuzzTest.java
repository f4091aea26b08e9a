package org.camelwhatsapp.engine.business;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.DecoderLimits;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;

/** Invariant: whatever the server answers or tells is read, or refused as malformed; nothing else is thrown. */
class BusinessFuzzTest {
    private static final DecoderLimits LIMITS = new DecoderLimits(1 << 20, 256, 32, 1 << 16);
    private static final Jid SHOP = Jid.phone("15550001000");

    private static void with(byte[] frame, Consumer<Node> reader) {
        try {
            reader.accept(NodeDecoder.decode(frame, LIMITS));
        } catch (MalformedNodeException expected) {
            // That is how it is said that something is wrong.
        }
    }

    @FuzzTest(maxDuration = "60s")
    void notification(byte[] frame) {
        with(frame, node -> {
            List<Event> events = BusinessNotifications.read(node);
            assertThat(events.size()).isLessThanOrEqualTo(node.children().size());
        });
    }

    @FuzzTest(maxDuration = "60s")
    void answer(byte[] frame) {
        with(frame, node -> assertThat(ProfileNodes.read(node)).isNotNull());
        with(frame, node -> assertThat(CatalogNodes.page(node).products()).isNotNull());
        with(frame, node -> assertThat(CatalogNodes.collections(node)).isNotNull());
        with(frame, node -> assertThat(OrderNodes.read(node).items()).hasSameSizeAs(node.children("product")));
    }

    @FuzzTest(maxDuration = "60s")
    void certificate(byte[] bytes) {
        VerifiedName name = VerifiedNameReader.read(SHOP, Node.of("verified_name", bytes));
        assertThat(name == null || !name.name().isEmpty()).isTrue();
    }
}
