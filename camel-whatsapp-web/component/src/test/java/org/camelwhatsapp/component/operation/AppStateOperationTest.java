package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.SyncResult;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.event.ChatChanged;
import org.camelwhatsapp.engine.event.ChatRemoved;
import org.camelwhatsapp.engine.event.ContactChanged;
import org.camelwhatsapp.engine.event.LabelAssigned;
import org.camelwhatsapp.engine.event.LabelChanged;
import org.camelwhatsapp.engine.event.MessageDeletedForMe;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageStarred;
import org.camelwhatsapp.engine.event.QuickReplyChanged;
import org.camelwhatsapp.engine.event.SettingChanged;
import org.camelwhatsapp.engine.label.Label;
import org.camelwhatsapp.engine.label.QuickReply;
import org.camelwhatsapp.engine.message.archive.ArchivedChat;
import org.camelwhatsapp.engine.message.archive.ArchivedContact;
import org.camelwhatsapp.engine.message.archive.ChatPage;
import org.camelwhatsapp.engine.message.archive.ContactPage;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the account's devices share: changed here and seen on the phone, changed there and told here. */
class AppStateOperationTest extends LinkedRouteTest {
    private static final AppStateCollection BLOCK = AppStateCollection.CRITICAL_BLOCK;
    private static final AppStateCollection CONTACTS = AppStateCollection.CRITICAL_UNBLOCK_LOW;
    private static final AppStateCollection HIGH = AppStateCollection.REGULAR_HIGH;
    private static final AppStateCollection LOW = AppStateCollection.REGULAR_LOW;
    private static final AppStateCollection REGULAR = AppStateCollection.REGULAR;

    private String customerJid() {
        return customer.phoneJid().toString();
    }

    @BeforeAll
    void awaitFirstSync() {
        for (AppStateCollection collection : AppStateCollection.values()) {
            await(AppStateSynced.class, event -> event.collection().equals(collection.wireName()));
        }
    }

    private SyncActionValue onPhone(AppStateCollection collection, String... index) {
        return Objects.requireNonNull(own.appState().value(collection, index));
    }

    private ArchivedChat chat() {
        return perform(ChatPage.class, "chat.list", Map.of()).chats().stream()
                .filter(chat -> chat.chat().equals(customer.lid()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation) {
        return (List<T>) perform(List.class, operation, null);
    }

    @Test
    @RouteTestOf(operations = {"chat.pin", "chat.mute", "chat.archive", "chat.markRead", "chat.lock"})
    void changesChatsOnThePhone() {
        String id = customer.sendText(own.phoneJid(), "hello");
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
        perform("chat.pin", Map.of("chat", customerJid(), "pinned", true));
        assertThat(onPhone(LOW, "pin_v1", customerJid()).getPinAction().getPinned())
                .isTrue();
        assertThat(chat().pinned()).isTrue();
        Instant until = Instant.parse("2030-01-01T00:00:00Z");
        perform("chat.mute", Map.of("chat", customerJid(), "muted", true, "until", until.toString()));
        assertThat(onPhone(HIGH, "mute", customerJid()).getMuteAction().getMuteEndTimestamp())
                .isEqualTo(until.toEpochMilli());
        assertThat(chat().mutedUntil()).isEqualTo(until);
        perform("chat.archive", Map.of("chat", customerJid(), "archived", true));
        SyncActionValue.ArchiveChatAction archived =
                onPhone(LOW, "archive", customerJid()).getArchiveChatAction();
        assertThat(archived.getArchived()).isTrue();
        assertThat(archived.getMessageRange().getMessages(0).getKey().getId()).isEqualTo(id);
        assertThat(onPhone(LOW, "pin_v1", customerJid()).getPinAction().getPinned())
                .isFalse();
        assertThat(chat().archived()).isTrue();
        assertThat(chat().pinned()).isFalse();
        perform("chat.markRead", Map.of("chat", customerJid(), "read", false));
        assertThat(onPhone(LOW, "markChatAsRead", customerJid())
                        .getMarkChatAsReadAction()
                        .getRead())
                .isFalse();
        perform("chat.lock", Map.of("chat", customerJid(), "locked", true));
        assertThat(onPhone(LOW, "lock", customerJid()).getLockChatAction().getLocked())
                .isTrue();
        assertThatThrownBy(() -> perform("chat.pin", Map.of("pinned", true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("chat");
    }

    @Test
    @RouteTestOf(
            operations = {"chat.clear", "chat.delete", "message.star", "message.starred", "message.deleteForMe"},
            events = {"message.starred", "message.deletedForMe", "chat.removed"})
    void marksAndDeletesOnBothSides() {
        Map<String, Object> target = Map.of("chat", customerJid(), "targetId", "3EB0AA", "targetFromMe", true);
        Map<String, Object> star = new java.util.HashMap<>(target);
        star.put("starred", true);
        perform("message.star", star);
        assertThat(onPhone(HIGH, "star", customerJid(), "3EB0AA", "1", "0")
                        .getStarAction()
                        .getStarred())
                .isTrue();
        MessageKey key = new MessageKey(customer.phoneJid(), "3EB0AA", true, null);
        assertThat(this.<MessageKey>list("message.starred")).containsExactly(key);
        own.appState()
                .set(
                        HIGH,
                        2,
                        SyncActionValue.newBuilder().setStarAction(SyncActionValue.StarAction.newBuilder()),
                        "star",
                        customerJid(),
                        "3EB0AA",
                        "1",
                        "0");
        assertThat(await(MessageStarred.class, event -> event.key().equals(key)).starred())
                .isFalse();
        assertThat(this.<MessageKey>list("message.starred")).isEmpty();

        perform("message.deleteForMe", target);
        assertThat(onPhone(HIGH, "deleteMessageForMe", customerJid(), "3EB0AA", "1", "0")
                        .hasDeleteMessageForMeAction())
                .isTrue();
        own.appState()
                .set(
                        HIGH,
                        3,
                        SyncActionValue.newBuilder()
                                .setDeleteMessageForMeAction(SyncActionValue.DeleteMessageForMeAction.newBuilder()
                                        .setDeleteMedia(true)),
                        "deleteMessageForMe",
                        customerJid(),
                        "3EB0BB",
                        "0",
                        "0");
        assertThat(await(MessageDeletedForMe.class, event -> event.key().id().equals("3EB0BB"))
                        .mediaToo())
                .isTrue();

        // The archive follows, and other tests look at what the customer wrote.
        String other = "15550008888@s.whatsapp.net";
        perform("chat.clear", Map.of("chat", other, "starredToo", true));
        assertThat(onPhone(HIGH, "clearChat", other, "1", "0").hasClearChatAction())
                .isTrue();
        perform("chat.delete", Map.of("chat", other, "mediaToo", true));
        assertThat(onPhone(HIGH, "deleteChat", other, "1").hasDeleteChatAction())
                .isTrue();
        own.appState()
                .set(
                        HIGH,
                        6,
                        SyncActionValue.newBuilder().setDeleteChatAction(SyncActionValue.DeleteChatAction.newBuilder()),
                        "deleteChat",
                        other,
                        "0");
        ChatRemoved removed = await(ChatRemoved.class, event -> !event.mediaToo() && !event.emptied());
        assertThat(removed.chat()).hasToString(other);
        assertThat(removed.emptied()).isFalse();
        assertThat(removed.mediaToo()).isFalse();
    }

    @Test
    @RouteTestOf(events = "chat")
    void tellsWhatThePhoneDoesToChats() {
        String id = customer.sendText(own.phoneJid(), "hello again");
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
        own.appState()
                .set(
                        HIGH,
                        2,
                        SyncActionValue.newBuilder()
                                .setMuteAction(SyncActionValue.MuteAction.newBuilder()
                                        .setMuted(true)
                                        .setMuteEndTimestamp(-1)),
                        "mute",
                        customer.lid().toString());
        ChatChanged muted = await(ChatChanged.class, event -> event.setting() == ChatChanged.Setting.MUTED);
        assertThat(muted.chat()).isEqualTo(customer.lid());
        assertThat(muted.on()).isTrue();
        assertThat(muted.until()).isNull();
        assertThat(chat().muted()).isTrue();
        own.appState()
                .change(List.of(
                        AppStateChange.remove(HIGH, 2, "mute", customer.lid().toString())));
        await(ChatChanged.class, event -> event.setting() == ChatChanged.Setting.MUTED && !event.on());
        assertThat(chat().muted()).isFalse();
    }

    @Test
    @RouteTestOf(
            operations = {"contact.save", "contact.remove"},
            events = "contact.changed")
    void keepsTheAddressBook() {
        perform("contact.save", Map.of("user", customerJid(), "fullName", "Maria Silva"));
        SyncActionValue.ContactAction saved =
                onPhone(CONTACTS, "contact", customerJid()).getContactAction();
        assertThat(saved.getFullName()).isEqualTo("Maria Silva");
        assertThat(saved.getFirstName()).isEqualTo("Maria");
        assertThat(contactNames()).contains("Maria Silva");
        own.appState()
                .set(
                        CONTACTS,
                        2,
                        SyncActionValue.newBuilder()
                                .setContactAction(SyncActionValue.ContactAction.newBuilder()
                                        .setFullName("Mary")
                                        .setLidJid(customer.lid().toString())),
                        "contact",
                        customerJid());
        ContactChanged changed = await(ContactChanged.class, event -> "Mary".equals(event.fullName()));
        assertThat(changed.user()).isEqualTo(customer.phoneJid());
        assertThat(contactNames()).contains("Mary").doesNotContain("Maria Silva");
        perform("contact.remove", customerJid());
        assertThat(own.appState().value(CONTACTS, "contact", customerJid())).isNull();
        assertThat(contactNames()).doesNotContain("Mary");
    }

    private List<String> contactNames() {
        List<String> names = new ArrayList<>();
        for (ArchivedContact contact :
                perform(ContactPage.class, "contact.list", Map.of()).contacts()) {
            if (contact.name() != null) {
                names.add(contact.name());
            }
        }
        return names;
    }

    @Test
    @RouteTestOf(
            operations = {"label.save", "label.list", "label.delete", "label.assign"},
            events = {"label", "label.assigned"})
    void makesLabelsAndPutsThemOn() {
        Label made = perform(Label.class, "label.save", Map.of("name", "VIP", "color", 3));
        assertThat(onPhone(REGULAR, "label_edit", made.id())
                        .getLabelEditAction()
                        .getName())
                .isEqualTo("VIP");
        assertThat(this.<Label>list("label.list")).contains(made);
        Label second = perform(Label.class, "label.save", Map.of("name", "Late"));
        assertThat(Integer.parseInt(second.id())).isEqualTo(Integer.parseInt(made.id()) + 1);
        perform("label.assign", Map.of("labelId", made.id(), "chat", customerJid(), "assigned", true));
        assertThat(onPhone(REGULAR, "label_jid", made.id(), customerJid())
                        .getLabelAssociationAction()
                        .getLabeled())
                .isTrue();
        perform(
                "label.assign",
                Map.of("labelId", made.id(), "chat", customerJid(), "targetId", "3EB0CC", "assigned", true));
        assertThat(onPhone(REGULAR, "label_message", made.id(), customerJid(), "3EB0CC", "0", "0")
                        .getLabelAssociationAction()
                        .getLabeled())
                .isTrue();
        own.appState()
                .set(
                        REGULAR,
                        3,
                        SyncActionValue.newBuilder()
                                .setLabelAssociationAction(SyncActionValue.LabelAssociationAction.newBuilder()),
                        "label_jid",
                        made.id(),
                        customerJid());
        assertThat(await(LabelAssigned.class, event -> event.labelId().equals(made.id()))
                        .assigned())
                .isFalse();
        own.appState()
                .set(
                        REGULAR,
                        3,
                        SyncActionValue.newBuilder()
                                .setLabelEditAction(SyncActionValue.LabelEditAction.newBuilder()
                                        .setName("Very late")
                                        .setColor(4)),
                        "label_edit",
                        second.id());
        assertThat(await(LabelChanged.class, event -> event.id().equals(second.id()))
                        .name())
                .isEqualTo("Very late");
        perform("label.delete", made.id());
        assertThat(this.<Label>list("label.list")).containsExactly(new Label(second.id(), "Very late", 4));
        assertThatThrownBy(() -> perform("label.save", Map.of("name", "x", "color", 20)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("color");
    }

    @Test
    @RouteTestOf(
            operations = {"label.saveQuickReply", "label.quickReplies", "label.deleteQuickReply"},
            events = "label.quickReply")
    void keepsQuickReplies() {
        perform(
                "label.saveQuickReply",
                Map.of("replyId", "77", "shortcut", "/hi", "text", "Hello!", "keywords", List.of("greeting")));
        assertThat(onPhone(REGULAR, "quick_reply", "77").getQuickReplyAction().getMessage())
                .isEqualTo("Hello!");
        assertThat(this.<QuickReply>list("label.quickReplies"))
                .containsExactly(new QuickReply("77", "/hi", "Hello!", List.of("greeting")));
        own.appState()
                .set(
                        REGULAR,
                        2,
                        SyncActionValue.newBuilder()
                                .setQuickReplyAction(SyncActionValue.QuickReplyAction.newBuilder()
                                        .setShortcut("/bye")
                                        .setMessage("Bye!")),
                        "quick_reply",
                        "78");
        assertThat(await(QuickReplyChanged.class, event -> event.id().equals("78"))
                        .text())
                .isEqualTo("Bye!");
        perform("label.deleteQuickReply", "77");
        assertThat(this.<QuickReply>list("label.quickReplies"))
                .extracting(QuickReply::id)
                .containsExactly("78");
    }

    @Test
    @RouteTestOf(
            operations = {"profile.setName", "setting.set", "setting.list"},
            events = "setting")
    void changesSettings() {
        perform("profile.setName", "The Shop");
        assertThat(onPhone(BLOCK, "setting_pushName").getPushNameSetting().getName())
                .isEqualTo("The Shop");
        perform("setting.set", Map.of("name", "unarchiveChats", "value", "true"));
        assertThat(onPhone(LOW, "setting_unarchiveChats")
                        .getUnarchiveChatsSetting()
                        .getUnarchiveChats())
                .isTrue();
        own.appState()
                .set(
                        BLOCK,
                        3,
                        SyncActionValue.newBuilder()
                                .setLocaleSetting(SyncActionValue.LocaleSetting.newBuilder()
                                        .setLocale("pt_BR")),
                        "setting_locale");
        assertThat(await(SettingChanged.class, event -> event.name().equals("locale"))
                        .value())
                .isEqualTo("pt_BR");
        assertThat(perform(Map.class, "setting.list", null))
                .isEqualTo(Map.of("pushName", "The Shop", "unarchiveChats", "true", "locale", "pt_BR"));
        assertThatThrownBy(() -> perform("setting.set", Map.of("name", "nonsense", "value", "x")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("name");
    }

    @Test
    @RouteTestOf(
            operations = "session.sync",
            events = {"sync.action", "sync.failed", "sync.completed"})
    void tellsWhatNobodyKnowsAndWhatCannotBeRead() {
        own.appState()
                .set(
                        REGULAR,
                        7,
                        SyncActionValue.newBuilder()
                                .setPrimaryFeature(SyncActionValue.PrimaryFeature.newBuilder()
                                        .addFlags("x")),
                        "primary_feature");
        assertThat(await(AppStateChanged.class, event -> event.set()).index()).containsExactly("primary_feature");
        own.appState().spoil(LOW, 1);
        own.appState()
                .set(
                        LOW,
                        5,
                        SyncActionValue.newBuilder()
                                .setPinAction(
                                        SyncActionValue.PinAction.newBuilder().setPinned(true)),
                        "pin_v1",
                        "15550009999@s.whatsapp.net");
        await(AppStateFailed.class, event -> event.step() == AppStateFailed.Step.RESYNC);
        await(AppStateSynced.class, event -> event.collection().equals(LOW.wireName()) && event.complete());
        List<?> results = perform(List.class, "session.sync", null);
        assertThat(results)
                .hasSize(5)
                .allSatisfy(result -> assertThat(((SyncResult) result).code()).isNull());
        results = perform(List.class, "session.sync", Map.of("full", true));
        assertThat(results)
                .hasSize(5)
                .allSatisfy(result -> assertThat(((SyncResult) result).code()).isNull());
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(own.appState().rejected()).isZero());
    }
}
