package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.contact.AddressPage;
import org.camelwhatsapp.engine.contact.AddressPair;
import org.camelwhatsapp.engine.contact.NumberCheck;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.contact.UserInfo;
import org.camelwhatsapp.engine.event.AboutChanged;
import org.camelwhatsapp.engine.event.BlocklistChanged;
import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.PictureChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.event.PrivacyChanged;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Phone;
import org.junit.jupiter.api.Test;

/** Users, profiles, privacy, presence and calls, with the simulator's state and the other phone looked at. */
class ProfileOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation, Map<String, Object> fields) {
        return (List<T>) perform(List.class, operation, fields);
    }

    @Test
    @RouteTestOf(operations = {"contact.check", "contact.info", "contact.alternate"})
    void tellsAboutUsers() {
        customer.profile().setBusinessName("Customer & Sons");
        customer.profile().setAbout("in the shop");
        List<NumberCheck> checks = list("contact.check", Map.of("numbers", List.of("+1 555 000 2002", "15559998888")));
        assertThat(checks)
                .containsExactly(
                        new NumberCheck(CUSTOMER, true, customer.phoneJid(), customer.lid(), "Customer & Sons"),
                        new NumberCheck("15559998888", false, null, null, null));
        List<UserInfo> infos = list("contact.info", Map.of("users", List.of(CUSTOMER, "15559998888")));
        assertThat(infos).hasSize(1);
        assertThat(infos.get(0).about()).isEqualTo("in the shop");
        assertThat(infos.get(0).lid()).isEqualTo(customer.lid());
        assertThat(infos.get(0).businessName()).isEqualTo("Customer & Sons");
        assertThat(infos.get(0).devices()).containsExactly(0);
        assertThat(perform(Jid.class, "contact.alternate", CUSTOMER)).isEqualTo(customer.lid());
        assertThat(perform(Jid.class, "contact.alternate", customer.lid())).isEqualTo(customer.phoneJid());
        customer.profile().setPrivacy("status", "none");
        List<UserInfo> hidden = list("contact.info", Map.of("users", List.of(CUSTOMER)));
        assertThat(hidden.get(0).about()).isNull();
        assertThatThrownBy(() -> perform("contact.check", Map.of("numbers", List.of("none"))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @RouteTestOf(operations = "contact.mappings")
    void tellsWhichAddressesAreOneUserPageByPage() {
        simulator.addAccount("15550002003", "Third");
        perform("contact.check", Map.of("numbers", List.of(CUSTOMER, "15550002003")));
        perform("contact.alternate", CUSTOMER);
        perform("contact.alternate", "15550002003");
        List<AddressPair> pairs = new java.util.ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> request = cursor == null ? Map.of("limit", 1) : Map.of("limit", 1, "cursor", cursor);
            AddressPage page = perform(AddressPage.class, "contact.mappings", request);
            pairs.addAll(page.pairs());
            cursor = page.next();
        } while (cursor != null);
        assertThat(pairs).contains(new AddressPair(customer.phoneJid(), customer.lid()));
        assertThat(pairs)
                .extracting(pair -> pair.number().user())
                .contains("15550002003")
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> perform("contact.mappings", Map.of("cursor", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    @RouteTestOf(
            operations = {"contact.picture", "profile.setPicture", "profile.removePicture"},
            events = "contact.picture")
    void setsAndTellsPictures() {
        String id = perform(String.class, "profile.setPicture", JPEG);
        assertThat(own.profile().picture()).isEqualTo(JPEG);
        customer.awaitStanza(
                stanza -> stanza.attr("type", "").equals("picture") && stanza.child("set") != null, PATIENCE);
        assertThat(await(PictureChanged.class, event -> id.equals(event.pictureId()))
                        .subject())
                .isEqualTo(own.phoneJid());
        Picture picture = perform(Picture.class, "contact.picture", Map.of("chat", "self"));
        assertThat(picture.id()).isEqualTo(id);
        assertThat(picture.url()).startsWith("https://");
        perform("profile.removePicture", null);
        assertThat(own.profile().picture()).isNull();
        assertThat(perform("contact.picture", Map.of("chat", CUSTOMER, "preview", true)))
                .isNull();
        customer.profile().setPicture(JPEG);
        customer.profile().setPrivacy("profile", "none");
        assertThat(perform("contact.picture", Map.of("chat", CUSTOMER))).isNull();
        assertThatThrownBy(() -> perform("profile.setPicture", new byte[] {1, 2, 3, 4, 5}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("JPEG");
    }

    @Test
    @RouteTestOf(
            operations = {"group.setPicture", "group.removePicture"},
            events = "contact.picture")
    void setsTheGroupsPicture() {
        Jid group = perform(
                        GroupInfo.class, "group.create", Map.of("subject", "Pictured", "members", List.of(CUSTOMER)))
                .jid();
        String id = perform(String.class, "group.setPicture", Map.of("chat", group, "file", JPEG));
        PictureChanged changed =
                await(PictureChanged.class, event -> event.subject().equals(group));
        assertThat(changed.pictureId()).isEqualTo(id);
        assertThat(changed.author()).isEqualTo(own.lid());
        assertThat(perform(Picture.class, "contact.picture", Map.of("chat", group))
                        .id())
                .isEqualTo(id);
        perform("group.removePicture", Map.of("chat", group));
        customer.awaitStanza(stanza -> group.equals(stanza.jid("from")) && stanza.child("delete") != null, PATIENCE);
        assertThat(perform("contact.picture", Map.of("chat", group))).isNull();
    }

    @Test
    @RouteTestOf(operations = "profile.setAbout", events = "contact.about")
    void changesTheTextAboutOneself() {
        perform("profile.setAbout", "open till six");
        assertThat(own.profile().about()).isEqualTo("open till six");
        customer.awaitStanza(
                stanza -> stanza.attr("type", "").equals("status")
                        && stanza.requireChild("set").text().equals("open till six"),
                PATIENCE);
        customer.profile().setAbout("busy");
        assertThat(await(AboutChanged.class, event -> event.user().equals(customer.phoneJid()))
                        .text())
                .isEqualTo("busy");
    }

    @Test
    @RouteTestOf(
            operations = {"privacy.get", "privacy.set", "privacy.setDisappearing"},
            events = {"privacy", "privacy.disappearing"})
    void changesPrivacy() {
        perform("privacy.set", Map.of("name", "last", "value", "contacts"));
        assertThat(own.profile().privacy()).containsEntry("last", "contacts");
        Map<?, ?> settings = perform(Map.class, "privacy.get", null);
        assertThat(settings.get("last")).isEqualTo("contacts");
        assertThatThrownBy(() -> perform("privacy.set", Map.of("name", "last", "value", "nobody")))
                .hasMessageContaining("400");
        perform("privacy.setDisappearing", Map.of("duration", 86_400));
        assertThat(own.profile().disappearingSeconds())
                .isEqualTo(Duration.ofDays(1).toSeconds());
        assertThatThrownBy(() -> perform("privacy.setDisappearing", Map.of("duration", 5)))
                .isInstanceOf(InvalidRequestException.class);
        own.profile().setPrivacy("online", "match_last_seen");
        assertThat(await(PrivacyChanged.class, event -> event.settings().containsKey("online"))
                        .settings())
                .containsExactly(Map.entry("online", "match_last_seen"));
        own.profile().setDisappearing(604_800);
        await(
                org.camelwhatsapp.engine.event.DisappearingModeChanged.class,
                event -> event.duration().equals(Duration.ofDays(7)));
    }

    @Test
    @RouteTestOf(operations = {"privacy.exclude", "privacy.include", "privacy.excluded"})
    void leavesContactsOutOfASettingAlsoWhenThePhoneWasFaster() {
        Phone other = simulator.addAccount("15550002007", "Other");
        perform("privacy.exclude", Map.of("name", "profile", "users", List.of(CUSTOMER)));
        assertThat(own.profile().excluded("profile")).containsExactly(CUSTOMER);
        assertThat(own.profile().privacy()).containsEntry("profile", "contact_blacklist");
        own.profile().exclude("profile", other.phoneJid());
        perform("privacy.include", Map.of("name", "profile", "users", List.of(customer.lid())));
        assertThat(own.profile().excluded("profile")).containsExactly("15550002007");
        List<Jid> excluded = list("privacy.excluded", Map.of("name", "profile"));
        assertThat(excluded).containsExactly(other.lid());
        assertThatThrownBy(() -> perform("privacy.excluded", "calladd")).isInstanceOf(InvalidRequestException.class);
        perform("privacy.set", Map.of("name", "profile", "value", "all"));
    }

    @Test
    @RouteTestOf(
            operations = {"privacy.block", "privacy.unblock", "privacy.blocked"},
            events = "privacy.blocklist")
    void blocksUsers() {
        perform("privacy.block", CUSTOMER);
        assertThat(own.profile().blocked()).containsExactly(CUSTOMER);
        List<Jid> blocked = list("privacy.blocked", Map.of());
        assertThat(blocked).containsExactly(customer.lid());
        perform("privacy.unblock", CUSTOMER);
        assertThat(own.profile().blocked()).isEmpty();
        own.profile().block(customer.lid());
        BlocklistChanged changed = await(BlocklistChanged.class, event -> true);
        assertThat(changed.blocked()).containsExactly(customer.lid());
        assertThat(changed.complete()).isTrue();
        perform("privacy.unblock", customer.lid());
    }

    @Test
    @RouteTestOf(
            operations = {"presence.set", "presence.subscribe", "presence.setChatState"},
            events = {"presence", "presence.chatState"})
    void seesAndShowsWhoIsThere() {
        customer.profile().setPrivacy("last", "all");
        perform("presence.set", Map.of("available", true, "name", "The Shop"));
        perform("presence.subscribe", CUSTOMER);
        await(PresenceChanged.class, event -> !event.available());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(own.profile().isAvailable()).isTrue());
        customer.profile().setAvailable(true);
        await(PresenceChanged.class, PresenceChanged::available);
        customer.profile().setAvailable(false);
        await(PresenceChanged.class, event -> !event.available() && event.lastSeen() != null);
        perform("presence.setChatState", Map.of("chat", CUSTOMER, "state", "RECORDING"));
        Node state = customer.awaitStanza(stanza -> stanza.is("chatstate"), PATIENCE);
        assertThat(state.requireChild("composing").attr("media")).isEqualTo("audio");
        customer.profile().showState(own.phoneJid(), Node.of("composing"));
        ChatStateChanged typing = await(ChatStateChanged.class, event -> true);
        assertThat(typing.state()).isEqualTo(ChatStateChanged.State.TYPING);
        assertThat(typing.user()).isEqualTo(customer.phoneJid());
        perform("presence.set", false);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(own.profile().isAvailable()).isFalse());
    }

    @Test
    @RouteTestOf(operations = "call.reject", events = "call")
    void declinesCalls() {
        String id = customer.profile().call(own.phoneJid(), true);
        CallChanged offer = await(CallChanged.class, event -> event.callId().equals(id));
        assertThat(offer.action()).isEqualTo("offer");
        assertThat(offer.video()).isTrue();
        assertThat(offer.callerPhone()).isEqualTo(customer.phoneJid());
        perform("call.reject", Map.of("callId", id, "caller", offer.caller()));
        Node reject = customer.awaitStanza(stanza -> stanza.is("call") && stanza.child("reject") != null, PATIENCE);
        assertThat(reject.requireChild("reject").attr("call-id")).isEqualTo(id);
        customer.profile().hangUp(own.phoneJid(), id, "timeout");
        assertThat(await(CallChanged.class, event -> event.action().equals("terminate"))
                        .reason())
                .isEqualTo("timeout");
    }
}
