package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.InteractiveMode;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.Button;
import org.camelwhatsapp.engine.message.content.ButtonsContent;
import org.camelwhatsapp.engine.message.content.CarouselContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.ListContent;
import org.camelwhatsapp.engine.message.content.OrderContent;
import org.camelwhatsapp.engine.message.content.Panel;
import org.camelwhatsapp.engine.message.content.PixContent;
import org.camelwhatsapp.engine.message.content.ProductContent;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.message.content.SelectionContent.Form;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;

/** Choices as the other phone shows them, and answers to them, both ways. */
class InteractiveOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final List<Map<String, Object>> SECTIONS = List.of(Map.of(
            "title",
            "Sizes",
            "rows",
            List.of(Map.of("id", "s", "title", "Small", "description", "to 38"), Map.of("id", "l", "title", "Large"))));

    @Override
    protected void adjust(WhatsAppWebConfiguration configuration) {
        configuration.setInteractive(InteractiveMode.SEND);
    }

    private Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("chat", CUSTOMER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private ReceivedMessage send(String operation, Object... namesAndValues) {
        SendResult sent = perform(SendResult.class, operation, fields(namesAndValues));
        return customer.await(m -> m.id().equals(sent.id()), PATIENCE);
    }

    private IncomingMessage received(String id) {
        return await(MessageReceived.class, event -> event.message().key().id().equals(id))
                .message();
    }

    private SelectionContent answered(ReceivedMessage question, SelectionContent selection) {
        IncomingMessage answer = received(customer.choices().choose(question, selection));
        assertThat(answer.context().quotedId()).isEqualTo(question.id());
        return (SelectionContent) answer.content();
    }

    @Test
    @RouteTestOf(operations = "message.buttons", events = "message")
    void sendsButtonsAndTakesTheAnswer() {
        ReceivedMessage buttons = send(
                "message.buttons",
                "text",
                "Shall we deliver?",
                "title",
                "Order 7",
                "footer",
                "Shop",
                "buttons",
                List.of(
                        Map.of("type", "REPLY", "text", "Yes", "value", "yes"),
                        Map.of("type", "URL", "text", "Look", "value", "https://example.org"),
                        Button.call("+15550002001", "Call"),
                        Button.copy("SAVE10", "Copy")));
        ButtonsContent shown = (ButtonsContent) customer.choices().shown(buttons);
        assertThat(shown.panel()).isEqualTo(new Panel(null, "Order 7", null, "Shall we deliver?", "Shop"));
        assertThat(shown.buttons())
                .containsExactly(
                        Button.reply("yes", "Yes"),
                        Button.url("https://example.org", "Look"),
                        Button.call("+15550002001", "Call"),
                        Button.copy("SAVE10", "Copy"));
        Node business = Objects.requireNonNull(customer.choices().business(buttons.id()));
        assertThat(Objects.requireNonNull(business.child("interactive")).attr("type"))
                .isEqualTo("native_flow");
        assertThat(answered(buttons, SelectionContent.of(Form.NATIVE_FLOW, "yes", "Yes")))
                .extracting(SelectionContent::id, SelectionContent::text)
                .containsExactly("yes", "Yes");
        assertThat(answered(buttons, SelectionContent.of(Form.BUTTONS, "yes", "Yes"))
                        .form())
                .isEqualTo(Form.BUTTONS);
        SelectionContent template = new SelectionContent(Form.TEMPLATE, "yes", "Yes", null, 0, null, null);
        assertThat(answered(buttons, template)).isEqualTo(template);
    }

    @Test
    @RouteTestOf(operations = {"message.buttons", "message.flow"})
    void sendsOldFormsAndButtonsOfAnyName() {
        List<Button> replies = List.of(Button.reply("a", "A"), Button.reply("b", "B"));
        for (ButtonsContent.Form form : List.of(ButtonsContent.Form.BUTTONS, ButtonsContent.Form.TEMPLATE)) {
            ReceivedMessage old = send("message.buttons", "text", "Old", "buttons", replies, "form", form.name());
            assertThat(customer.choices().shown(old))
                    .isEqualTo(new ButtonsContent(form, Panel.of("Old"), replies, null));
        }
        ReceivedMessage flow = send(
                "message.flow",
                "text",
                "Where?",
                "buttons",
                List.of(Map.of("name", "send_location", "params", "{\"display_text\":\"Here\"}")),
                "params",
                "{\"from\":\"me\"}");
        assertThat(customer.choices().shown(flow))
                .isEqualTo(new ButtonsContent(
                        ButtonsContent.Form.NATIVE_FLOW,
                        Panel.of("Where?"),
                        List.of(Button.other("send_location", "Here", "{\"display_text\":\"Here\"}")),
                        "{\"from\":\"me\"}"));
        assertThatThrownBy(() -> perform(
                        "message.flow",
                        fields("text", "x", "buttons", List.of(Map.of("name", "flow", "params", "none")))))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("JSON");
        assertThatThrownBy(() -> perform(
                        "message.buttons",
                        fields("text", "x", "buttons", List.of(Map.of("type", "REPLY", "text", "x")))))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    @RouteTestOf(operations = "message.list", events = "message")
    void sendsListsAndTakesTheAnswer() {
        for (ListContent.Form form : List.of(ListContent.Form.LIST, ListContent.Form.NATIVE_FLOW)) {
            ReceivedMessage list = send(
                    "message.list",
                    "text",
                    "Which size?",
                    "buttonText",
                    "Choose",
                    "sections",
                    SECTIONS,
                    "form",
                    form.name());
            ListContent shown = (ListContent) customer.choices().shown(list);
            assertThat(shown.form()).isEqualTo(form);
            assertThat(shown.buttonText()).isEqualTo("Choose");
            assertThat(shown.sections().get(0).rows())
                    .containsExactly(
                            new ListContent.Row("s", "Small", "to 38"), new ListContent.Row("l", "Large", null));
            SelectionContent chosen = new SelectionContent(Form.LIST, "s", "Small", "to 38", null, null, null);
            assertThat(answered(list, chosen)).isEqualTo(chosen);
        }
    }

    @Test
    @RouteTestOf(operations = {"message.carousel", "message.pix"})
    void sendsCardsWithPicturesAndAsksForPayment() {
        String picture = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        Map<String, Object> header =
                Map.of("kind", "image", "media", Map.of("base64", picture, "mimetype", "image/png"));
        ReceivedMessage carousel = send(
                "message.carousel",
                "text",
                "New",
                "cards",
                List.of(
                        Map.of(
                                "panel", Map.of("body", "Shoe", "header", header),
                                "buttons", List.of(Map.of("type", "REPLY", "text", "Buy", "value", "buy1"))),
                        Map.of(
                                "panel", Map.of("body", "Boot", "header", header),
                                "buttons", List.of(Map.of("type", "REPLY", "text", "Buy", "value", "buy2")))));
        CarouselContent shown = (CarouselContent) customer.choices().shown(carousel);
        assertThat(shown.cards()).extracting(card -> card.panel().body()).containsExactly("Shoe", "Boot");
        assertThat(shown.files())
                .allSatisfy(file ->
                        assertThat(((RemoteMedia) file.media()).fileLength()).isEqualTo(3));
        assertThat(shown.files()).hasSize(2);
        ReceivedMessage payment = send(
                "message.pix",
                "text",
                "Thanks",
                "key",
                "shop@example.org",
                "keyType",
                "EMAIL",
                "merchantName",
                "Shop",
                "value",
                1_050,
                "referenceId",
                "R7",
                "items",
                List.of(Map.of("name", "Shoe", "value", 1_050, "quantity", 1)));
        PixContent pix = (PixContent) customer.choices().shown(payment);
        assertThat(pix.key()).isEqualTo(new PixContent.Key(PixContent.KeyType.EMAIL, "shop@example.org"));
        assertThat(pix.total()).isEqualTo(new PixContent.Amount("BRL", 1_050, 100));
        assertThat(pix.items()).containsExactly(new PixContent.Item("Shoe", 1_050, 1));
    }

    @Test
    @RouteTestOf(operations = "message.select", events = "message")
    void readsChoicesAndAnswersThem() throws Exception {
        ButtonsContent offer = ButtonsContent.of(Panel.of("Stay?"), List.of(Button.reply("stay", "I stay")));
        String question = customer.choices().offer(own.phoneJid(), offer);
        IncomingMessage received = received(question);
        assertThat(received.context().viewOnce()).isFalse();
        assertThat(((ButtonsContent) received.content()).buttons()).isEqualTo(offer.buttons());
        Exchange exchange = events.await(
                MessageReceived.class, event -> event.message().key().id().equals(question), PATIENCE);
        assertThat(context.getTypeConverter()
                        .mandatoryConvertTo(String.class, exchange.getIn().getBody()))
                .contains("\"kind\":\"buttons\"")
                .contains("\"text\":\"I stay\"");
        for (Form form : Form.values()) {
            ReceivedMessage answer =
                    send("message.select", "id", "stay", "text", "I stay", "form", form.name(), "quotedId", question);
            SelectionContent read = (SelectionContent) ContentCodec.fromProto(answer.message());
            assertThat(read.id()).isEqualTo("stay");
            assertThat(read.form()).isEqualTo(form);
            assertThat(answer.message().toString()).contains(question);
        }
    }

    @Test
    @RouteTestOf(
            operations = {"message.product", "message.order"},
            events = "message")
    void sendsProductsAndOrdersAndReadsThem() {
        Message.ProductMessage product = send(
                        "message.product",
                        "business",
                        "15550002001",
                        "productId",
                        "p1",
                        "title",
                        "Shoe",
                        "price",
                        Map.of("currency", "EUR", "amount1000", 59_900),
                        "file",
                        new byte[] {1, 2})
                .message()
                .getProductMessage();
        assertThat(product.getProduct().getPriceAmount1000()).isEqualTo(59_900);
        assertThat(product.getProduct().getProductImage().getFileLength()).isEqualTo(2);
        assertThat(product.getBusinessOwnerJid()).isEqualTo("15550002001@s.whatsapp.net");
        ReceivedMessage order = send(
                "message.order",
                "orderId",
                "o1",
                "token",
                "t",
                "seller",
                "15550002001",
                "title",
                "Order",
                "itemCount",
                2,
                "total",
                Map.of("currency", "EUR", "amount1000", 119_800));
        assertThat(order.message().getOrderMessage().getTotalAmount1000()).isEqualTo(119_800);
        OrderContent read = (OrderContent)
                received(customer.send(own.phoneJid(), order.message())).content();
        assertThat(read.total()).isEqualTo(new ProductContent.Price("EUR", 119_800));
        assertThat(read.status()).isEqualTo(OrderContent.Status.INQUIRY);
    }
}
