package org.camelwhatsapp.engine.newsletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.json.JsonObject;
import org.camelwhatsapp.engine.event.NewsletterChanged;
import org.camelwhatsapp.engine.mex.MexAnswer;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;

/** Invariant: whatever the server says about newsletters is read, or refused with a reason of its own. */
class NewsletterFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void answer(byte[] json) {
        try {
            JsonObject found = MexAnswer.parse("xwa2_newsletter", json).object();
            NewsletterInfo info = NewsletterParser.info(found);
            assertThat(info.jid().isNewsletter()).isTrue();
            assertThat(info.subscribers()).isNotNegative();
            NewsletterParser.followers(found);
        } catch (MexException expected) {
            assertThat(expected.code()).startsWith("mex-");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void notification(byte[] json) {
        ScriptedSession server = new ScriptedSession();
        server.add(new NewsletterFeature(server.session));
        server.receive(Node.builder("notification")
                .attr("type", "mex")
                .child(Node.of("update", json))
                .build());
        assertThat(server.events(NewsletterChanged.class))
                .allSatisfy(
                        event -> assertThat(event.newsletter().isNewsletter()).isTrue());
    }

    @FuzzTest(maxDuration = "60s")
    void post(byte[] frame) {
        try {
            NewsletterMessage message = NewsletterNodes.message(Answers.NEWS, NodeDecoder.decode(frame));
            assertThat(message.timestamp()).isNotNull();
            assertThat(message.toString()).isNotEmpty();
        } catch (MalformedNodeException expected) {
            assertThat(expected.code()).isEqualTo("malformed-stanza");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void plaintext(byte[] bytes) {
        NewsletterMessage message =
                NewsletterNodes.message(Answers.NEWS, Answers.post(1, bytes).build());
        assertThat(message.content() == null).isEqualTo(bytes.length == 0);
    }
}
