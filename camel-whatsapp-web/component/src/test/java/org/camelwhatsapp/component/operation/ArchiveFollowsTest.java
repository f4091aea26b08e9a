package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.event.MessageDeletedForMe;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.archive.ArchivedMessage;
import org.camelwhatsapp.engine.message.archive.ChatPage;
import org.camelwhatsapp.engine.message.archive.MessagePage;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;

/** What people star, delete and empty on any device of the account is so in the archive too. */
class ArchiveFollowsTest extends LinkedRouteTest {
    private String received(String text) {
        String id = customer.sendText(own.phoneJid(), text);
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
        return id;
    }

    private List<ArchivedMessage> messages() {
        return perform(MessagePage.class, "chat.messages", customer.lid()).messages();
    }

    private void awaitMessages(String... ids) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages())
                        .extracting(message -> message.key().id())
                        .containsExactlyInAnyOrder(ids));
    }

    @Test
    @RouteTestOf(
            operations = {"message.star", "chat.messages", "message.search", "chat.clear", "chat.delete", "chat.list"})
    void starsDeletionsAndEmptiedChats() {
        String kept = received("apples with a star");
        String deleted = received("apples deleted on the phone");
        String emptied = received("apples emptied");
        Map<String, Object> star =
                Map.of("chat", customer.lid(), "targetId", kept, "targetSender", customer.lid(), "starred", true);
        perform("message.star", star);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(perform(MessagePage.class, "message.search", "apples")
                                .messages())
                        .hasSize(3)
                        .filteredOn(ArchivedMessage::starred)
                        .extracting(message -> message.key().id())
                        .containsExactly(kept));

        own.appState()
                .set(
                        AppStateCollection.REGULAR_HIGH,
                        3,
                        SyncActionValue.newBuilder()
                                .setDeleteMessageForMeAction(SyncActionValue.DeleteMessageForMeAction.newBuilder()),
                        "deleteMessageForMe",
                        customer.phoneJid().toString(),
                        deleted,
                        "0",
                        "0");
        await(MessageDeletedForMe.class, event -> event.key().id().equals(deleted));
        awaitMessages(kept, emptied);

        perform("chat.clear", Map.of("chat", customer.lid(), "starredToo", false));
        awaitMessages(kept);
        assertThat(perform(ChatPage.class, "chat.list", null).chats()).hasSize(1);

        perform("chat.delete", Map.of("chat", customer.lid()));
        awaitMessages();
        assertThat(perform(ChatPage.class, "chat.list", null).chats()).isEmpty();
    }
}
