package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;

/** Two decoders, one verdict: the product's and {@link PlainDecoder}, on bytes that are nearly right. */
class DifferentialTest {
    private static final int CHANGES = 60_000;
    private static final Node SAMPLE = Node.builder("message")
            .attr("to", new Jid("15550001234", 3, Jid.PN_SERVER))
            .attr("from", Jid.group("120363000000000001"))
            .attr("participant", new Jid("5-77777", 1, Jid.INTEROP_SERVER))
            .attr("recipient", new Jid("77777", 1, Jid.MESSENGER_SERVER))
            .attr("lid", new Jid("1.1", 99, Jid.HOSTED_LID_SERVER))
            .attr("id", "3EB0A1B")
            .attr("notify", "Zoë")
            .attr("type", "media_conn")
            .child(Node.of("enc", new byte[] {1, 2, 3}))
            .child(Node.of("list", Node.of("item"), Node.of("item")))
            .build();

    @Test
    void bothAgreeOnFramesWithChangedBytes() {
        byte[] frame = NodeEncoder.encode(SAMPLE);
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = frame.clone();
            for (int n = 0; n <= i % 3; n++) {
                changed[1 + random.nextInt(changed.length - 1)] = (byte) random.nextInt(256);
            }
            accepted += agree(changed) ? 1 : 0;
        }
        // Otherwise the two would agree on refusing everything.
        assertThat(accepted).isBetween(CHANGES / 20, CHANGES * 19 / 20);
    }

    @Test
    void bothAgreeOnFramesWithBytesAddedOrTaken() {
        byte[] frame = NodeEncoder.encode(SAMPLE);
        Random random = new Random(2);
        for (int i = 0; i < CHANGES / 4; i++) {
            int at = 1 + random.nextInt(frame.length - 1);
            byte[] tail = Arrays.copyOfRange(frame, at, frame.length);
            agree(Bytes.of(Arrays.copyOf(frame, at), random.nextInt(256), tail));
            agree(Bytes.of(Arrays.copyOf(frame, at), Arrays.copyOfRange(tail, 1, tail.length)));
        }
    }

    @Property(tries = 2000)
    void bothAgreeOnAnyBytes(@ForAll @Size(max = 60) byte[] bytes) {
        agree(Bytes.of(0, bytes));
        agree(Bytes.of(0, 248, 3, 25, 6, bytes));
        agree(Bytes.of(0, 248, 2, 25, bytes));
    }

    /** Whether both accept the frame. */
    private static boolean agree(byte[] frame) {
        Node expected = null;
        try {
            expected = PlainDecoder.decode(Arrays.copyOfRange(frame, 1, frame.length));
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
        Node found = null;
        try {
            found = NodeDecoder.decode(frame);
        } catch (MalformedNodeException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        assertThat(found).as("frame %s", Arrays.toString(frame)).isEqualTo(expected);
        return found != null;
    }
}
