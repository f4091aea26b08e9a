package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Phone;
import org.junit.jupiter.api.Test;

/** Contacts that hear only whom they know. */
class TrustedContactTest extends LinkedRouteTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

    private void send(Phone to, String text) {
        perform("message.send", Map.of("chat", to.phoneJid(), "text", text));
        to.awaitText(text, PATIENCE);
    }

    @Test
    void givesWhomItWritesToAToken() {
        send(customer, "one");
        Node given = customer.awaitStanza(stanza -> stanza.attr("type", "").equals("privacy_token"), PATIENCE);
        assertThat(given.requireJid("from")).isEqualTo(own.phoneJid());
        assertThat(given.requireChild("tokens").requireChild("token").hasContent())
                .isTrue();
    }

    @Test
    void reachesARestrictedContactOnceThatHasGivenAToken() {
        Phone shy = simulator.addAccount("15550002010", "Shy");
        shy.profile().setPicture(JPEG);
        shy.profile().setRestricted(true);
        assertThatThrownBy(() -> perform("message.send", Map.of("chat", shy.phoneJid(), "text", "refused")))
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-463"));
        assertThat(perform("contact.picture", Map.of("chat", shy.phoneJid()))).isNull();
        shy.profile().trust(own.phoneJid());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                perform(Picture.class, "contact.picture", Map.of("chat", shy.phoneJid())))
                        .isNotNull());
        send(shy, "taken");
        perform("presence.set", true);
        perform("presence.subscribe", shy.lid());
        await(PresenceChanged.class, event -> event.user().equals(shy.lid()));
        assertThat(shy.inbox()).noneMatch(message -> message.text().equals("refused"));
    }
}
