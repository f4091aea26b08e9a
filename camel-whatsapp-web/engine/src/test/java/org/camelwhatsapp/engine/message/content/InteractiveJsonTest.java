package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.InteractiveMessage;
import org.camelwhatsapp.proto.Message.InteractiveMessage.NativeFlowMessage.NativeFlowButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON inside interactive messages, word for word, and what is made of JSON that is not as it should be. */
class InteractiveJsonTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final Panel PANEL = new Panel(null, "Title", "Sub", "Body", "Footer");

    private static InteractiveMessage written(MessageContent content) {
        return ContentCodec.toProto(content, NOW)
                .getViewOnceMessage()
                .getMessage()
                .getInteractiveMessage();
    }

    private static JsonObject params(NativeFlowButton button) {
        return new JsonObject(button.getButtonParamsJson());
    }

    static Stream<Arguments> buttons() {
        return Stream.of(
                Arguments.of(Button.reply("id1", "Yes"), "quick_reply", "{'display_text':'Yes','id':'id1'}"),
                Arguments.of(
                        Button.url("https://x", "Open"),
                        "cta_url",
                        "{'display_text':'Open','url':'https://x','merchant_url':'https://x'}"),
                Arguments.of(
                        Button.call("+1555", "Ring"), "cta_call", "{'display_text':'Ring','phone_number':'+1555'}"),
                Arguments.of(Button.copy("C0DE", "Copy"), "cta_copy", "{'display_text':'Copy','copy_code':'C0DE'}"),
                Arguments.of(
                        Button.other("send_location", "Where", "{'a':1}".replace('\'', '"')),
                        "send_location",
                        "{'a':1}"));
    }

    @ParameterizedTest
    @MethodSource("buttons")
    void aButtonIsItsNameAndItsJson(Button button, String name, String json) {
        InteractiveMessage.NativeFlowMessage flow =
                written(ButtonsContent.of(PANEL, List.of(button))).getNativeFlowMessage();
        assertThat(flow.getButtons(0).getName()).isEqualTo(name);
        assertThat(params(flow.getButtons(0))).isEqualTo(new JsonObject(json.replace('\'', '"')));
        assertThat(flow.getMessageVersion()).isEqualTo(1);
        assertThat(flow.getMessageParamsJson()).isEqualTo("{\"from\":\"api\",\"templateId\":\"1700000000000\"}");
    }

    @Test
    void aPanelIsWrittenAroundTheButtons() {
        InteractiveMessage message = written(ButtonsContent.of(PANEL, List.of(Button.reply("i", "t"))));
        assertThat(message.getHeader().getTitle()).isEqualTo("Title");
        assertThat(message.getHeader().getSubtitle()).isEqualTo("Sub");
        assertThat(message.getHeader().getHasMediaAttachment()).isFalse();
        assertThat(message.getBody().getText()).isEqualTo("Body");
        assertThat(message.getFooter().getText()).isEqualTo("Footer");
    }

    @Test
    void aDocumentOnTopLosesItsCaption() {
        RemoteMedia file =
                new RemoteMedia(MediaKind.DOCUMENT, "u", "/p", new byte[32], new byte[1], new byte[1], 1, null, 1);
        Panel panel = PANEL.withHeader(new DocumentContent(file, "bill.pdf", "please pay"));
        InteractiveMessage.Header header = written(ButtonsContent.of(panel, List.of(Button.reply("i", "t"))))
                .getHeader();
        assertThat(header.getHasMediaAttachment()).isTrue();
        assertThat(header.getDocumentMessage().getFileName()).isEqualTo("bill.pdf");
        assertThat(header.getDocumentMessage().hasCaption()).isFalse();
    }

    @Test
    void aListIsOneButton() {
        ListContent list = new ListContent(
                ListContent.Form.NATIVE_FLOW,
                PANEL,
                "Open",
                List.of(new ListContent.Section(
                        "S",
                        List.of(new ListContent.Row("r1", "One", "first"), new ListContent.Row("r2", "Two", null)))));
        NativeFlowButton button = written(list).getNativeFlowMessage().getButtons(0);
        assertThat(button.getName()).isEqualTo("single_select");
        assertThat(params(button)).isEqualTo(new JsonObject("""
                                {"title": "Open", "sections": [{"title": "S", "rows": [
                                  {"title": "One", "id": "r1", "description": "first"},
                                  {"title": "Two", "id": "r2"}]}]}"""));
    }

    @Test
    void aPaymentIsOneButton() {
        PixContent pix = new PixContent(
                PANEL,
                new PixContent.Key(PixContent.KeyType.EMAIL, "shop@x.org"),
                "Shop",
                new PixContent.Amount("BRL", 1_050, 100),
                "ref1",
                List.of(new PixContent.Item("Tea", 525, 2)));
        NativeFlowButton button = written(pix).getNativeFlowMessage().getButtons(0);
        assertThat(button.getName()).isEqualTo("payment_info");
        assertThat(params(button)).isEqualTo(new JsonObject("""
                                {"currency": "BRL", "total_amount": {"value": 1050, "offset": 100},
                                 "reference_id": "ref1", "type": "physical-goods",
                                 "order": {"status": "pending", "subtotal": {"value": 1050, "offset": 100},
                                   "order_type": "ORDER", "items": [{"name": "Tea", "quantity": 2,
                                     "amount": {"value": 525, "offset": 100},
                                     "sale_amount": {"value": 0, "offset": 100}}]},
                                 "payment_settings": [{"type": "pix_static_code", "pix_static_code":
                                   {"merchant_name": "Shop", "key": "shop@x.org", "key_type": "EMAIL"}}],
                                 "share_payment_status": false}"""));
    }

    @Test
    void cardsAreScrolledSideways() {
        CarouselContent.Card card = new CarouselContent.Card(Panel.of("card"), List.of(Button.reply("i", "t")));
        InteractiveMessage.CarouselMessage carousel =
                written(new CarouselContent("Look", List.of(card, card))).getCarouselMessage();
        assertThat(carousel.getCarouselCardType())
                .isEqualTo(InteractiveMessage.CarouselMessage.CarouselCardType.HSCROLL_CARDS);
        assertThat(carousel.getCardsList())
                .extracting(one -> one.getBody().getText() + " "
                        + one.getNativeFlowMessage().getButtons(0).getName())
                .containsExactly("card quick_reply", "card quick_reply");
    }

    private static MessageContent read(String name, String params) {
        InteractiveMessage.Builder message = InteractiveMessage.newBuilder();
        message.getNativeFlowMessageBuilder()
                .addButtons(NativeFlowButton.newBuilder().setName(name).setButtonParamsJson(params));
        return ContentCodec.fromProto(
                Message.newBuilder().setInteractiveMessage(message).build());
    }

    private static String pix(String type, String currency, String offset) {
        return "{\"currency\":\"" + currency + "\",\"total_amount\":{\"value\":-5,\"offset\":" + offset
                + "},\"payment_settings\":[{\"type\":\"card\"},{\"type\":\"pix_static_code\",\"pix_static_code\":"
                + "{\"key\":\"k\",\"key_type\":\"" + type + "\"}}]}";
    }

    @ParameterizedTest
    @CsvSource({
        // The part of a whole is between one and a million; a value is never negative.
        "0, 1",
        "100, 100",
        "1000000, 1000000",
        "1000001, 1000000"
    })
    void aPaymentIsReadWithinItsBounds(String said, int offset) {
        assertThat(read("payment_info", pix("CPF", "BRL", said)))
                .isEqualTo(new PixContent(
                        new Panel(null, null, null, "", null),
                        new PixContent.Key(PixContent.KeyType.CPF, "k"),
                        "",
                        new PixContent.Amount("BRL", 0, offset),
                        "",
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"TAX, BRL", "CPF, R$", "CPF, brl"})
    void aPaymentOfAnotherKindStaysAButton(String type, String currency) {
        String params = pix(type, currency, "1");
        assertThat(read("payment_info", params))
                .isInstanceOfSatisfying(
                        ButtonsContent.class,
                        content -> assertThat(content.buttons())
                                .containsExactly(Button.other("payment_info", "", params)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sections\":[]}", "{\"sections\":{}}", "{\"sections\":[1,\"x\"]}", "[]", "no"})
    void aListWithoutSectionsStaysAButton(String params) {
        assertThat(read("single_select", params))
                .isInstanceOfSatisfying(
                        ButtonsContent.class,
                        content -> assertThat(content.buttons())
                                .singleElement()
                                .satisfies(button -> assertThat(button.params()).isEqualTo(params)));
    }

    @Test
    void aButtonWithoutItsValueIsKeptAsItCame() {
        assertThat(read("cta_url", "{\"display_text\":\"Open\"}"))
                .isInstanceOfSatisfying(
                        ButtonsContent.class,
                        content -> assertThat(content.buttons())
                                .containsExactly(Button.other("cta_url", "Open", "{\"display_text\":\"Open\"}")));
    }

    @Test
    void jsonThatIsTooLongIsNotParsed() {
        String spaces = " ".repeat(SelectionContent.MAX_PARAMS);
        String params = "{\"id\":\"a\",\"display_text\":\"A\"" + spaces + "}";
        assertThat(read("quick_reply", params))
                .isInstanceOfSatisfying(
                        ButtonsContent.class,
                        content ->
                                assertThat(content.buttons()).containsExactly(Button.other("quick_reply", "", params)));
    }
}
