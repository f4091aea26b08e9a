package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** The envelope of an incoming message. */
class InboundStanzaTest {
    private static final Instant POSTED = Instant.ofEpochSecond(1_800_000_000);
    private static final LinkedAccount ACCOUNT = new LinkedAccount(
            Jid.phone("15550001000").withDevice(3), Jid.lid("100"), new byte[1], new byte[32], null, null, null);

    private static InboundStanza from(Jid from) {
        return InboundStanza.parse(
                Node.builder("message")
                        .attr("from", from)
                        .attr("participant", Jid.lid("200").withDevice(1))
                        .attr("id", "A")
                        .attr("t", POSTED.getEpochSecond())
                        .build(),
                ACCOUNT);
    }

    @Test
    void aStatusIsOverAfterADay() {
        InboundStanza status = from(Jid.STATUS);
        assertThat(status.sender()).isEqualTo(Jid.lid("200").withDevice(1));
        assertThat(status.chat()).isEqualTo(Jid.STATUS);
        assertThat(status.isOver(POSTED.plus(Duration.ofDays(1)))).isFalse();
        assertThat(status.isOver(POSTED.plus(Duration.ofDays(1)).plusSeconds(1)))
                .isTrue();
    }

    @Test
    void otherMessagesAreNeverOver() {
        assertThat(from(Jid.group("1")).isOver(POSTED.plus(Duration.ofDays(100))))
                .isFalse();
    }
}
