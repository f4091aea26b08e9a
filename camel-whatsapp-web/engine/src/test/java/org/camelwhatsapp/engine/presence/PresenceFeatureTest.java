package org.camelwhatsapp.engine.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Presences and chat states as they come. */
class PresenceFeatureTest {
    private static final Jid BOB = Jid.lid("2002");
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession scripted = new ScriptedSession();

    @BeforeEach
    void start() {
        scripted.add(new PresenceFeature(scripted.session, new NoTokens()));
    }

    private PresenceChanged presence(String last) {
        scripted.receive(Node.builder("presence")
                .attr("from", BOB)
                .attr("type", "unavailable")
                .attr("last", last)
                .build());
        return scripted.events(PresenceChanged.class).get(0);
    }

    @Test
    void tellsWhenSomebodyWasThere() {
        assertThat(presence("1700000000").lastSeen()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void aHiddenLastSeenIsNoTime() {
        assertThat(presence("deny").lastSeen()).isNull();
    }

    @Test
    void tellsWhoTypesInAGroup() {
        scripted.receive(Node.builder("chatstate")
                .attr("from", GROUP)
                .attr("participant", BOB)
                .child(Node.builder("composing").attr("media", "audio").build())
                .build());
        ChatStateChanged typing = scripted.events(ChatStateChanged.class).get(0);
        assertThat(typing.state()).isEqualTo(ChatStateChanged.State.RECORDING);
        assertThat(typing.chat()).isEqualTo(GROUP);
        assertThat(typing.user()).isEqualTo(BOB);
    }

    @Test
    void showsTheAccountsOwnNameUnlessAnotherIsGiven() {
        ScriptedSession linked = new ScriptedSession()
                .linked(
                        Jid.parse("15550009000:3@s.whatsapp.net"),
                        Jid.lid("777000").withDevice(3));
        LinkedAccount account = linked.credentials.requireAccount();
        linked.credentials = linked.credentials.withAccount(account.withPushName("Shop @ home"));
        PresenceFeature presence = linked.add(new PresenceFeature(linked.session, new NoTokens()));
        linked.call(() -> presence.setAvailable(true, ""));
        assertThat(linked.sent.get(0).attr("name")).isEqualTo("Shop  home");
        linked.call(() -> presence.setAvailable(true, "Desk"));
        assertThat(linked.sent.get(1).attr("name")).isEqualTo("Desk");
    }
}
