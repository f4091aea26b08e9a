package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.chat.ChatFeature;
import org.camelwhatsapp.engine.chat.MessageMarks;
import org.camelwhatsapp.engine.contactbook.ContactBookFeature;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.event.ChatChanged;
import org.camelwhatsapp.engine.event.ChatChanged.Setting;
import org.camelwhatsapp.engine.event.ContactChanged;
import org.camelwhatsapp.engine.event.LabelAssigned;
import org.camelwhatsapp.engine.event.LabelChanged;
import org.camelwhatsapp.engine.event.MessageStarred;
import org.camelwhatsapp.engine.event.SettingChanged;
import org.camelwhatsapp.engine.label.Label;
import org.camelwhatsapp.engine.label.LabelFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.setting.SettingFeature;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two devices of one account, our engine and an independent client: each reads the patches of the other, and the phone
 * checks every code of both.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppStateInteropTest {
    private static final String CHAT = "15550007001@s.whatsapp.net";

    private final Simulator simulator = Simulator.start();
    private final Phone phone = simulator.addAccount("15550001001", "Alice");
    private NodeClient other;
    private TestClient ours;

    @BeforeAll
    void start(@TempDir Path directory) {
        // There before either is linked, so that both begin with a snapshot.
        phone.appState()
                .set(
                        AppStateCollection.REGULAR,
                        3,
                        SyncActionValue.newBuilder()
                                .setLabelEditAction(SyncActionValue.LabelEditAction.newBuilder()
                                        .setName("from the phone")
                                        .setColor(1)),
                        "label_edit",
                        "1");
        other = NodeClient.start("baileys-driver.mjs", simulator);
        other.paired(phone);
        other.await("appStateKey", event -> true);
        ours = new TestClient(simulator, directory, "alice").paired(phone);
        for (AppStateCollection collection : AppStateCollection.values()) {
            ours.awaitEvent(AppStateSynced.class, event -> event.collection().equals(collection.wireName()));
        }
    }

    @AfterAll
    void stop() {
        if (ours != null) {
            ours.close();
        }
        if (other != null) {
            other.close();
        }
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private void otherChanges(JsonObject change, String jid) {
        other.call("modify", "change", change, "jid", jid);
    }

    private void allGenuine() {
        assertThat(phone.appState().rejected()).isZero();
        assertThat(ours.events).noneMatch(AppStateFailed.class::isInstance);
    }

    @Test
    void weReadWhatTheOtherChanges() {
        otherChanges(new JsonObject().put("pin", true), CHAT);
        ours.awaitEvent(ChatChanged.class, event -> event.setting() == Setting.PINNED && event.on());
        long until = 1_900_000_000_000L;
        otherChanges(new JsonObject().put("mute", until), CHAT);
        ours.awaitEvent(
                ChatChanged.class,
                event -> event.setting() == Setting.MUTED
                        && Instant.ofEpochMilli(until).equals(event.until()));
        otherChanges(new JsonObject().put("archive", true).put("lastMessages", new JsonArray()), CHAT);
        ours.awaitEvent(ChatChanged.class, event -> event.setting() == Setting.ARCHIVED && event.on());
        JsonObject message = new JsonObject().put("id", "3EB0STAR").put("fromMe", true);
        otherChanges(
                new JsonObject()
                        .put(
                                "star",
                                new JsonObject()
                                        .put("messages", new JsonArray(List.of(message)))
                                        .put("star", true)),
                CHAT);
        assertThat(ours.awaitEvent(
                                MessageStarred.class, event -> event.key().id().equals("3EB0STAR"))
                        .starred())
                .isTrue();
        otherChanges(new JsonObject().put("contact", new JsonObject().put("fullName", "Maria")), CHAT);
        ours.awaitEvent(ContactChanged.class, event -> "Maria".equals(event.fullName()));
        otherChanges(
                new JsonObject()
                        .put(
                                "addLabel",
                                new JsonObject()
                                        .put("id", "77")
                                        .put("name", "urgent")
                                        .put("color", 5)),
                "");
        assertThat(ours.awaitEvent(LabelChanged.class, event -> event.id().equals("77"))
                        .name())
                .isEqualTo("urgent");
        otherChanges(new JsonObject().put("addChatLabel", new JsonObject().put("labelId", "77")), CHAT);
        ours.awaitEvent(LabelAssigned.class, event -> event.labelId().equals("77") && event.assigned());
        otherChanges(new JsonObject().put("pushNameSetting", "Alice from there"), "");
        ours.awaitEvent(SettingChanged.class, event -> event.value().equals("Alice from there"));
        assertThat(get(ours.client.with(LabelFeature.class, LabelFeature::list)))
                .contains(new Label("1", "from the phone", 1), new Label("77", "urgent", 5));
        allGenuine();
    }

    @Test
    void theOtherReadsWhatWeChange() {
        Jid chat = Jid.parse("15550007002@s.whatsapp.net");
        get(ours.client.with(ChatFeature.class, chats -> chats.pin(chat, true)));
        other.await("chat", event -> chat.toString().equals(event.getString("id")) && isTrue(event, "pinned"));
        get(ours.client.with(
                ChatFeature.class, chats -> chats.mute(chat, true, Instant.ofEpochMilli(1_900_000_000_000L))));
        other.await(
                "chat",
                event -> chat.toString().equals(event.getString("id"))
                        && Long.valueOf(1_900_000_000_000L).equals(event.getLong("muted")));
        get(ours.client.with(ChatFeature.class, chats -> chats.archive(chat, true)));
        other.await("chat", event -> chat.toString().equals(event.getString("id")) && isTrue(event, "archived"));
        MessageKey key = new MessageKey(chat, "3EB0OURS", true, null);
        get(ours.client.with(MessageMarks.class, marks -> marks.star(key, true)));
        other.await("star", event -> "3EB0OURS".equals(event.getString("id")) && isTrue(event, "starred"));
        get(ours.client.with(ContactBookFeature.class, book -> book.save(chat, "Joana Prado", null)));
        other.await("contact", event -> "Joana Prado".equals(event.getString("name")));
        Label label = get(ours.client.with(LabelFeature.class, labels -> labels.save(null, "made here", 7)));
        other.await(
                "label",
                event -> label.id().equals(event.getString("id")) && "made here".equals(event.getString("name")));
        get(ours.client.with(LabelFeature.class, labels -> labels.assign(label.id(), chat, true)));
        other.await("labelled", event -> label.id().equals(event.getString("label")) && isTrue(event, "on"));
        get(ours.client.with(SettingFeature.class, settings -> settings.set("pushName", "Alice from here")));
        other.await("name", event -> "Alice from here".equals(event.getString("name")));
        allGenuine();
    }

    private static boolean isTrue(JsonObject event, String field) {
        return Boolean.TRUE.equals(event.getBoolean(field));
    }

    /** One after the other: the other client takes an upload that was refused for a conflict as done. */
    @Test
    void bothGoOnFromWhatTheOtherLeft() {
        for (int i = 0; i < 5; i++) {
            String ourId = Integer.toString(500 + i);
            get(ours.client.with(LabelFeature.class, labels -> labels.save(ourId, "ours", 2)));
            other.await("label", event -> ourId.equals(event.getString("id")));
            String theirId = Integer.toString(600 + i);
            otherChanges(
                    new JsonObject()
                            .put(
                                    "addLabel",
                                    new JsonObject()
                                            .put("id", theirId)
                                            .put("name", "theirs")
                                            .put("color", 3)),
                    "");
            ours.awaitEvent(LabelChanged.class, event -> event.id().equals(theirId));
        }
        assertThat(get(ours.client.with(LabelFeature.class, LabelFeature::list)))
                .filteredOn(label -> label.name().equals("ours") || label.name().equals("theirs"))
                .hasSize(10);
        allGenuine();
    }
}
