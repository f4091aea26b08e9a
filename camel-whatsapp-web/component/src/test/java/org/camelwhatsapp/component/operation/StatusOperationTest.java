package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.event.StatusMuted;
import org.camelwhatsapp.engine.event.StatusPrivacyChanged;
import org.camelwhatsapp.engine.event.StatusReceived;
import org.camelwhatsapp.engine.event.StatusViewed;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.status.StatusPrivacy;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.StatusPrivacyAction;
import org.camelwhatsapp.proto.SyncActionValue.StatusPrivacyAction.StatusDistributionMode;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;

/** Status posts: who sees them, who looked, and those of others. */
class StatusOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final byte[] BYTES = {1, 2, 3, 4};

    private final Phone stranger = simulator.addAccount("15550002003", "Stranger");

    private static ReceivedMessage post(Phone phone, String id) {
        return phone.await(message -> message.id().equals(id) && message.chat().isStatus(), PATIENCE);
    }

    /** What a phone got of us; the other tests' posts of others may be there as well. */
    private List<ReceivedMessage> ours(Phone phone) {
        return phone.inbox().stream()
                .filter(message -> message.sender().toUser().equals(own.lid()))
                .toList();
    }

    private Message posted(String operation, Map<String, Object> fields) {
        return post(customer, perform(SendResult.class, operation, fields).id()).message();
    }

    @Test
    @RouteTestOf(
            operations = {"status.text", "status.privacy", "status.revoke"},
            events = {"status.viewed", "receipt"})
    void postsATextForThoseWhomThePhoneNamesAndTakesItBack() {
        own.statuses().setAudience("whitelist", customer.phoneJid());
        StatusPrivacy privacy = perform(StatusPrivacy.class, "status.privacy", null);
        assertThat(privacy).isEqualTo(new StatusPrivacy(StatusPrivacy.Mode.ONLY_WITH, List.of(customer.phoneJid())));
        SendResult sent = perform(
                SendResult.class,
                "status.text",
                Map.of("text", "open now", "backgroundColor", "#102030", "font", "FB_SCRIPT"));
        assertThat(sent.chat()).isEqualTo(Jid.STATUS);
        ReceivedMessage seen = post(customer, sent.id());
        Message.ExtendedTextMessage text = seen.message().getExtendedTextMessage();
        assertThat(text.getText()).isEqualTo("open now");
        assertThat(text.getBackgroundArgb()).isEqualTo(0xFF102030);
        assertThat(text.getTextArgb()).isEqualTo(0xFFFFFFFF);
        assertThat(text.getFont()).isEqualTo(Message.ExtendedTextMessage.FontType.FB_SCRIPT);
        Node stanza = customer.awaitStanza(node -> sent.id().equals(node.attr("id")), PATIENCE);
        assertThat(stanza.requireChild("meta").attr("status_setting")).isEqualTo("allowlist");
        post(own, sent.id());
        customer.statuses().view(seen);
        StatusViewed viewed =
                await(StatusViewed.class, event -> event.messageIds().contains(sent.id()));
        assertThat(viewed.viewer()).isEqualTo(customer.lid());
        assertThat(viewed.messageIds()).containsExactly(sent.id());
        SendResult revoked = perform(SendResult.class, "status.revoke", sent.id());
        Message.ProtocolMessage revoke = post(customer, revoked.id()).message().getProtocolMessage();
        assertThat(revoke.getType()).isEqualTo(Message.ProtocolMessage.Type.REVOKE);
        assertThat(revoke.getKey().getId()).isEqualTo(sent.id());
        assertThat(ours(stranger)).isEmpty();
    }

    @Test
    void takesAPostBackFromThoseWhoSawItAlthoughTheSettingHasChanged() {
        SendResult sent =
                perform(SendResult.class, "status.text", Map.of("text", "for one", "recipients", List.of(CUSTOMER)));
        post(customer, sent.id());
        own.statuses().setAudience("whitelist", stranger.phoneJid());
        SendResult revoked = perform(SendResult.class, "status.revoke", sent.id());
        post(customer, revoked.id());
        assertThat(ours(stranger)).isEmpty();
    }

    @Test
    @RouteTestOf(operations = {"status.image", "status.video", "status.audio"})
    void postsFilesForThoseWhomTheCallerNames() {
        Map<String, Object> fields = Map.of("file", BYTES, "caption", "look", "recipients", List.of(CUSTOMER));
        assertThat(posted("status.image", fields).getImageMessage().getCaption())
                .isEqualTo("look");
        assertThat(posted("status.video", fields).getVideoMessage().getFileLength())
                .isEqualTo(BYTES.length);
        Message audio = posted("status.audio", Map.of("file", BYTES, "voiceNote", true, "recipients", CUSTOMER));
        assertThat(audio.getAudioMessage().getPtt()).isTrue();
    }

    @Test
    void sendsAPostAgainToWhomItIsFor() {
        SendResult sent =
                perform(SendResult.class, "status.text", Map.of("text", "again", "recipients", List.of(CUSTOMER)));
        customer.askAgain(post(customer, sent.id()));
        assertThat(await(RetryRequested.class, event -> event.messageId().equals(sent.id()))
                        .answered())
                .isTrue();
        Node again = customer.awaitStanza(
                node -> sent.id().equals(node.attr("id"))
                        && node.children("enc").stream()
                                .noneMatch(enc -> enc.attr("type", "").equals("skmsg")),
                PATIENCE);
        assertThat(again.requireChild("meta").attr("status_setting")).isEqualTo("allowlist");
    }

    private List<String> kinds(Map<String, Object> fields) {
        String id = perform(SendResult.class, "status.text", fields).id();
        post(customer, id);
        return customer
                .awaitStanza(node -> node.is("message") && id.equals(node.attr("id")), PATIENCE)
                .children("enc")
                .stream()
                .map(enc -> enc.requireAttr("type"))
                .toList();
    }

    @Test
    void changesTheKeyWhenSomebodySeesStatusesNoLongerAndOnlyThen() {
        Phone another = simulator.addAccount("15550002004", "Another");
        kinds(Map.of("text", "for both", "recipients", List.of(CUSTOMER, another.phoneJid())));
        assertThat(kinds(Map.of("text", "both again", "recipients", List.of(CUSTOMER, another.phoneJid()))))
                .containsExactly("skmsg");
        assertThat(kinds(Map.of("text", "for one", "recipients", List.of(CUSTOMER))))
                .as("a new key comes with it")
                .hasSize(2);
        assertThat(kinds(Map.of("text", "for one again", "recipients", List.of(CUSTOMER))))
                .containsExactly("skmsg");
        assertThat(ours(another)).extracting(ReceivedMessage::text).containsExactly("for both", "both again");
    }

    @Test
    @RouteTestOf(
            operations = {"status.setPrivacy", "contact.save"},
            events = "status.privacy")
    void postsForTheAddressBookWithoutThoseWhoAreLeftOut() {
        Phone friend = simulator.addAccount("15550002005", "Friend");
        Phone nosy = simulator.addAccount("15550002006", "Nosy");
        perform("contact.save", Map.of("user", friend.phoneJid(), "fullName", "My Friend"));
        perform("contact.save", Map.of("user", nosy.phoneJid(), "fullName", "Nosy Parker"));
        perform("status.setPrivacy", Map.of("mode", "CONTACTS_EXCEPT", "users", List.of(nosy.phoneJid())));
        StatusPrivacyAction set = own.appState()
                .await(AppStateCollection.REGULAR_HIGH, SyncActionValue::hasStatusPrivacy, PATIENCE, "status_privacy")
                .getStatusPrivacy();
        assertThat(set.getMode()).isEqualTo(StatusDistributionMode.DENY_LIST);
        assertThat(set.getUserJidList()).containsExactly(nosy.lid().toString());
        SendResult sent = perform(SendResult.class, "status.text", "for friends");
        post(friend, sent.id());
        assertThat(ours(nosy)).isEmpty();
        own.appState()
                .set(
                        AppStateCollection.REGULAR_HIGH,
                        7,
                        SyncActionValue.newBuilder()
                                .setStatusPrivacy(
                                        StatusPrivacyAction.newBuilder().setMode(StatusDistributionMode.CONTACTS)),
                        "status_privacy");
        await(StatusPrivacyChanged.class, event -> event.privacy().mode() == StatusPrivacy.Mode.CONTACTS);
        post(nosy, perform(SendResult.class, "status.text", "for all").id());
        assertThatThrownBy(() -> perform("status.setPrivacy", "ONLY_WITH"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at least one");
        perform("contact.remove", friend.phoneJid());
        perform("contact.remove", nosy.phoneJid());
        own.appState().change(List.of(AppStateChange.remove(AppStateCollection.REGULAR_HIGH, 7, "status_privacy")));
    }

    @Test
    @RouteTestOf(
            operations = {"status.mute", "status.muted"},
            events = {"status.muted", "status.received"})
    void putsPostsOfOthersAsideOnAllDevices() {
        String hello = customer.sendText(own.phoneJid(), "look at my status");
        await(MessageReceived.class, event -> event.message().key().id().equals(hello));
        assertThat(perform("status.muted", null)).isEqualTo(List.of());
        perform("status.mute", Map.of("user", CUSTOMER, "on", true));
        String muted = customer.lid().toString();
        SyncActionValue value = own.appState()
                .await(
                        AppStateCollection.REGULAR_HIGH,
                        v -> v.getUserStatusMuteAction().getMuted(),
                        PATIENCE,
                        "userStatusMute",
                        muted);
        assertThat(value.getUserStatusMuteAction().getMuted()).isTrue();
        assertThat(perform("status.muted", null)).isEqualTo(List.of(customer.lid()));
        String id = customer.statuses()
                .post(Message.newBuilder().setConversation("aside").build());
        await(StatusReceived.class, event -> event.message().key().id().equals(id));
        own.appState()
                .set(
                        AppStateCollection.REGULAR_HIGH,
                        7,
                        SyncActionValue.newBuilder()
                                .setUserStatusMuteAction(SyncActionValue.UserStatusMuteAction.newBuilder()
                                        .setMuted(false)),
                        "userStatusMute",
                        muted);
        StatusMuted shown = await(StatusMuted.class, event -> true);
        assertThat(shown.user()).isEqualTo(customer.lid());
        assertThat(shown.muted()).isFalse();
        assertThat(perform("status.muted", null)).isEqualTo(List.of());
        assertThatThrownBy(() -> perform("status.mute", Map.of("user", own.phoneJid(), "on", true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("user");
    }

    @Test
    @RouteTestOf(operations = {"status.reply", "status.react"})
    void answersPostsInTheChatWithTheirAuthor() {
        String id = customer.statuses()
                .post(Message.newBuilder().setConversation("who wants these?").build());
        perform("status.reply", Map.of("author", CUSTOMER, "targetId", id, "text", "I do"));
        ReceivedMessage reply = customer.awaitText("I do", PATIENCE);
        assertThat(reply.chat().isUser()).isTrue();
        ContextInfo context = reply.message().getExtendedTextMessage().getContextInfo();
        assertThat(context.getStanzaId()).isEqualTo(id);
        assertThat(context.getRemoteJid()).isEqualTo("status@broadcast");
        assertThat(context.getParticipant()).isEqualTo(customer.phoneJid().toString());
        perform("status.react", Map.of("author", CUSTOMER, "targetId", id, "emoji", "\uD83D\uDC9A"));
        MessageKey key = customer.await(message -> message.message().hasReactionMessage(), PATIENCE)
                .message()
                .getReactionMessage()
                .getKey();
        assertThat(key.getRemoteJid()).isEqualTo("status@broadcast");
        assertThat(key.getId()).isEqualTo(id);
    }

    @Test
    void postsNothingThatNobodyWouldSee() {
        own.statuses().setAudience("contacts");
        assertThatThrownBy(() -> perform("status.text", "hello"))
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-refused"));
        assertThatThrownBy(() -> perform("status.text", Map.of("text", "x", "textColor", "#12")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("textColor: expected a colour");
    }

    @Test
    @RouteTestOf(operations = "status.markViewed", events = "status.received")
    void seesThePostsOfOthers() {
        String id = customer.statuses()
                .post(Message.newBuilder()
                        .setExtendedTextMessage(Message.ExtendedTextMessage.newBuilder()
                                .setText("new shoes")
                                .setBackgroundArgb(0xFF000001))
                        .build());
        StatusReceived received =
                await(StatusReceived.class, event -> event.message().key().id().equals(id));
        assertThat(received.message().sender().toUser()).isEqualTo(customer.lid());
        assertThat(received.message().content()).isInstanceOfSatisfying(TextContent.class, text -> {
            assertThat(text.text()).isEqualTo("new shoes");
            assertThat(text.style().backgroundColor()).isEqualTo(0xFF000001);
        });
        perform("status.markViewed", Map.of("author", CUSTOMER, "targetId", id));
        Node viewed = customer.awaitStanza(
                node -> node.is("receipt") && node.attr("type", "").equals("read"), PATIENCE);
        assertThat(viewed.requireJid("from")).isEqualTo(Jid.STATUS);
        assertThat(viewed.requireJid("participant").toUser()).isEqualTo(own.phoneJid());
        customer.statuses().revoke(id);
        await(
                StatusReceived.class,
                event -> event.message().content() instanceof RevokeContent revoke
                        && revoke.target().id().equals(id));
    }
}
