package org.camelwhatsapp.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camelwhatsapp.engine.event.PrivacyChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** What is told when another device changes who sees what. */
class PrivacyFeatureTest {
    private final ScriptedSession server = new ScriptedSession();

    PrivacyFeatureTest() {
        server.add(new PrivacyFeature(server.session));
    }

    private static Node privacy(String value) {
        return Node.of(
                "privacy",
                Node.builder("category")
                        .attr("name", "last")
                        .attr("value", value)
                        .build());
    }

    private void notify(Node privacy) {
        server.receive(Node.builder("notification")
                .attr("type", "account_sync")
                .attr("from", Jid.phone("15550009000"))
                .child(privacy)
                .build());
    }

    @Test
    void tellsWhatANotificationSays() {
        notify(privacy("none"));
        assertThat(server.requests).isEmpty();
        assertThat(server.events(PrivacyChanged.class)).containsExactly(new PrivacyChanged(Map.of("last", "none")));
    }

    @Test
    void asksWhatChangedWhenANotificationDoesNotSay() {
        notify(Node.of("privacy"));
        assertThat(server.events(PrivacyChanged.class)).isEmpty();
        server.answer(privacy("contacts"));
        assertThat(server.events(PrivacyChanged.class)).containsExactly(new PrivacyChanged(Map.of("last", "contacts")));
        notify(Node.of("privacy"));
        server.fail(new NotConnectedException("gone"));
        assertThat(server.events(PrivacyChanged.class)).hasSize(1);
    }
}
