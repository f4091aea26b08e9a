package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.archive.ArchivedChat;
import org.camelwhatsapp.engine.message.archive.ArchivedContact;
import org.camelwhatsapp.engine.message.archive.ArchivedMessage;
import org.camelwhatsapp.engine.message.archive.ChatPage;
import org.camelwhatsapp.engine.message.archive.ContactPage;
import org.camelwhatsapp.engine.message.archive.MessagePage;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.junit.jupiter.api.Test;

/** What was said is kept, and found again through a route. */
class ArchiveOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";

    private String send(String text) {
        String id = perform(SendResult.class, "message.send", Map.of("chat", CUSTOMER, "text", text))
                .id();
        customer.awaitText(text, PATIENCE);
        return id;
    }

    private String receive(String text) {
        String id = customer.sendText(own.phoneJid(), text);
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
        return id;
    }

    private static String text(ArchivedMessage message) {
        return ((TextContent) Objects.requireNonNull(message.content())).text();
    }

    private ArchivedMessage get(String id, boolean mine) {
        return perform(
                ArchivedMessage.class, "message.get", Map.of("chat", CUSTOMER, "targetId", id, "targetFromMe", mine));
    }

    @Test
    @RouteTestOf(
            operations = {"chat.list", "chat.messages"},
            events = "message")
    void pagesThroughAChatOfBothSides() {
        perform("history.erase", CUSTOMER);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(0, i % 2 == 0 ? send("mine " + i) : receive("theirs " + i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> request = new HashMap<>(Map.of("chat", CUSTOMER, "limit", 3));
            if (cursor != null) {
                request.put("cursor", cursor);
            }
            MessagePage page = perform(MessagePage.class, "chat.messages", request);
            page.messages().forEach(message -> seen.add(message.key().id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);

        ChatPage chats = perform(ChatPage.class, "chat.list", Map.of());
        ArchivedChat chat = chats.chats().get(0);
        assertThat(chat.chat()).isEqualTo(customer.lid());
        assertThat(chat.alternate()).isEqualTo(customer.phoneJid());
        assertThat(chat.name()).isEqualTo("Customer");
        assertThat(chat.unread()).isEqualTo(2);
        assertThatThrownBy(() -> perform("chat.messages", Map.of("chat", CUSTOMER, "limit", 501)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("limit");
        assertThatThrownBy(() -> perform("chat.list", Map.of("cursor", "nonsense")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    @RouteTestOf(operations = "message.search")
    void findsMessagesByTheirWords() {
        String first = send("Die Bestellung Nummer Vierzig ist fertig");
        String second = receive("wo ist meine bestellungsnummer?");
        MessagePage both = perform(MessagePage.class, "message.search", "BESTELL");
        assertThat(both.messages()).extracting(message -> message.key().id()).containsExactlyInAnyOrder(first, second);
        MessagePage one = perform(MessagePage.class, "message.search", Map.of("text", "fertig bestellung"));
        assertThat(one.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.key().id()).isEqualTo(first));
        assertThat(perform(MessagePage.class, "message.search", Map.of("text", "bestellung", "author", CUSTOMER))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.key().id()).isEqualTo(second));
        assertThat(perform(MessagePage.class, "message.search", "nirgends").messages())
                .isEmpty();
        assertThatThrownBy(() -> perform("message.search", "!?"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("text");
    }

    @Test
    @RouteTestOf(operations = "message.get", events = "receipt")
    void keepsStatusVersionsReactionsAndRevokes() {
        String id = send("frist");
        perform("message.edit", Map.of("chat", CUSTOMER, "targetId", id, "text", "first"));
        customer.react(own.phoneJid(), id, "+1");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            ArchivedMessage message = get(id, true);
            assertThat(text(message)).isEqualTo("first");
            assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
            ArchivedMessage.Details details = Objects.requireNonNull(message.details());
            assertThat(details.versions())
                    .singleElement()
                    .satisfies(version -> assertThat(version.content()).isEqualTo(new TextContent("frist")));
            assertThat(details.reactions()).singleElement().satisfies(reaction -> {
                assertThat(reaction.emoji()).isEqualTo("+1");
                assertThat(reaction.reactor()).isEqualTo(customer.lid());
            });
        });
        perform("message.revoke", Map.of("chat", CUSTOMER, "targetId", id, "targetFromMe", true));
        ArchivedMessage revoked = get(id, true);
        assertThat(revoked.content()).isNull();
        assertThat(revoked.revokedAt()).isNotNull();
        assertThat(perform("message.get", Map.of("chat", CUSTOMER, "targetId", "NONE")))
                .isNull();
    }

    @Test
    @RouteTestOf(operations = {"contact.list", "history.erase"})
    void erasesAUserForGood() {
        receive("remember me");
        ContactPage before = perform(ContactPage.class, "contact.list", Map.of());
        assertThat(before.contacts())
                .contains(new ArchivedContact(customer.lid(), customer.phoneJid(), null, "Customer", null));
        assertThat(perform(Integer.class, "history.erase", CUSTOMER)).isPositive();
        assertThat(perform(MessagePage.class, "message.search", "remember").messages())
                .isEmpty();
        assertThat(perform(MessagePage.class, "chat.messages", CUSTOMER).messages())
                .isEmpty();
        assertThat(perform(ContactPage.class, "contact.list", Map.of()).contacts())
                .extracting(ArchivedContact::user)
                .doesNotContain(customer.lid());
    }
}
