package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.PhoneHistory;
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

    private void assertRefused(Phone to) {
        assertThatThrownBy(() -> perform("message.send", Map.of("chat", to.phoneJid(), "text", "refused")))
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-463"));
    }

    private void assertReaches(Phone to, String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(SendFailedException.class)
                .untilAsserted(() -> send(to, text));
        Node message = to.awaitStanza(stanza -> stanza.is("message"), PATIENCE);
        assertThat(message.requireJid("from").isSameUser(own.lid())).isTrue();
    }

    @Test
    void reachesARestrictedContactWithTheMarkThatTheDevicesShare() {
        Phone shy = simulator.addAccount("15550002011", "Shy");
        shy.profile().setRestricted(true);
        assertRefused(shy);
        byte[] salt = {1, 2, 3, 4};
        own.profile().setStrangerSalt(salt);
        own.appState()
                .set(
                        AppStateCollection.REGULAR_HIGH,
                        1,
                        SyncActionValue.newBuilder()
                                .setNctSaltSyncAction(SyncActionValue.NctSaltSyncAction.newBuilder()
                                        .setSalt(ByteString.copyFrom(salt))),
                        "nct_salt_sync");
        assertReaches(shy, "marked");
        own.appState().change(List.of(AppStateChange.remove(AppStateCollection.REGULAR_HIGH, 1, "nct_salt_sync")));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertRefused(shy));
        own.profile().setStrangerSalt(null);
    }

    @Test
    void reachesARestrictedContactWithTheMarkOfTheHistory() {
        Phone shy = simulator.addAccount("15550002012", "Shier");
        shy.profile().setRestricted(true);
        assertRefused(shy);
        byte[] salt = {5, 6, 7};
        own.profile().setStrangerSalt(salt);
        own.history()
                .send(PhoneHistory.invent(1, 1, 7).toBuilder()
                        .setNctSalt(ByteString.copyFrom(salt))
                        .build());
        assertReaches(shy, "known from before");
        own.profile().setStrangerSalt(null);
    }
}
