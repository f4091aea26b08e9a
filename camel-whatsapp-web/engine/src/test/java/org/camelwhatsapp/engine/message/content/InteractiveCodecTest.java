package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.ButtonsContent.Form;
import org.camelwhatsapp.engine.message.content.ListContent.Row;
import org.camelwhatsapp.engine.message.content.ListContent.Section;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.HydratedTemplateButton;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteractiveCodecTest {
    private static final Panel PANEL = new Panel(null, "Title", null, "Body", "Footer");
    private static final RemoteMedia FILE = new RemoteMedia(
            MediaKind.IMAGE,
            "https://mmg.example/x",
            "/x",
            new byte[32],
            new byte[] {1},
            new byte[] {2},
            3,
            "image/png",
            4);
    private static final ImageContent IMAGE = new ImageContent(FILE, null);
    private static final List<Section> SECTIONS =
            List.of(new Section("S", List.of(new Row("r1", "One", "first"), new Row("r2", "Two", null))));
    private static final ProductContent PRODUCT = new ProductContent(
            Jid.phone("15550002222"),
            "p1",
            "Shoe",
            "red",
            new ProductContent.Price("EUR", 10_500),
            "https://x",
            null,
            "body",
            "footer");

    static Stream<MessageContent> contents() {
        return Stream.of(
                ButtonsContent.of(
                                PANEL,
                                List.of(
                                        Button.reply("id1", "Yes"),
                                        Button.url("https://x", "Open"),
                                        Button.call("+15550001", "Call"),
                                        Button.copy("C0DE", "Copy"),
                                        Button.other("send_location", "Where", "{\"display_text\":\"Where\"}")))
                        .withPanels(List.of(PANEL)),
                new ButtonsContent(Form.BUTTONS, PANEL, List.of(Button.reply("a", "A"), Button.reply("b", "B")), null),
                new ButtonsContent(
                        Form.TEMPLATE,
                        PANEL,
                        List.of(
                                Button.reply("a", "A"),
                                Button.url("https://x", "Open"),
                                Button.call("+15550001", "Call")),
                        null),
                new ListContent(ListContent.Form.NATIVE_FLOW, PANEL, "Choose", SECTIONS),
                new ListContent(ListContent.Form.LIST, PANEL, "Choose", SECTIONS),
                new CarouselContent(
                        "Ours",
                        List.of(
                                new CarouselContent.Card(PANEL.withTitle(null), List.of(Button.reply("x", "X"))),
                                new CarouselContent.Card(
                                        Panel.of("Second").withHeader(new LocationContent(1, 2, "here", null)),
                                        List.of(Button.url("https://y", "Y"))))),
                new PixContent(
                        PANEL,
                        new PixContent.Key(PixContent.KeyType.CNPJ, "12345678000190"),
                        "Shop",
                        new PixContent.Amount("BRL", 1_050, 100),
                        "R1",
                        List.of(new PixContent.Item("Shoe", 1_050, 1))),
                SelectionContent.of(SelectionContent.Form.BUTTONS, "a", "A"),
                new SelectionContent(SelectionContent.Form.LIST, "r1", "One", "first", null, null, null),
                new SelectionContent(SelectionContent.Form.TEMPLATE, "a", "A", null, 1, 2, null),
                new SelectionContent(
                        SelectionContent.Form.NATIVE_FLOW, "id1", "Yes", null, null, null, "{\"id\":\"id1\"}"),
                PRODUCT,
                new OrderContent(
                        "o1",
                        "token",
                        Jid.phone("15550002222"),
                        "Order",
                        2,
                        new ProductContent.Price("EUR", 10_500),
                        "please",
                        OrderContent.Status.ACCEPTED));
    }

    private static MessageContent there(MessageContent content) throws InvalidProtocolBufferException {
        Message message = Message.parseFrom(
                ContentCodec.toProto(content, 1_700_000_000_000L).toByteArray());
        return ContentCodec.fromProto(
                message.hasViewOnceMessage() ? message.getViewOnceMessage().getMessage() : message);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void readsWhatItWrites(MessageContent content) throws InvalidProtocolBufferException {
        MessageContent read = there(content);
        if (read instanceof ButtonsContent buttons && buttons.form() == Form.NATIVE_FLOW) {
            assertThat(buttons.params()).isEqualTo("{\"from\":\"api\",\"templateId\":\"1700000000000\"}");
            read = new ButtonsContent(buttons.form(), buttons.panel(), buttons.buttons(), null);
        }
        assertThat(read).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void neverPrintsWhatAMessageSays(MessageContent content) {
        assertThat(content.toString()).doesNotContain("Body", "Shoe", "Yes", "token", "1234567", "red");
    }

    @Test
    void putsFilesAboveButtonsInEveryForm() throws InvalidProtocolBufferException {
        Panel panel = Panel.of("Body").withHeader(IMAGE);
        for (Form form : Form.values()) {
            ButtonsContent content = new ButtonsContent(form, panel, List.of(Button.reply("a", "A")), null);
            ButtonsContent read = (ButtonsContent) there(content);
            assertThat(read.files()).hasSize(1);
            assertThat(((RemoteMedia) read.files().get(0).media()).directPath()).isEqualTo("/x");
        }
        Message flow = ContentCodec.toProto(ButtonsContent.of(panel, List.of(Button.reply("a", "A"))), 0);
        assertThat(flow.getViewOnceMessage()
                        .getMessage()
                        .getInteractiveMessage()
                        .getHeader()
                        .getHasMediaAttachment())
                .isTrue();
        DocumentContent document = new DocumentContent(FILE, "a.pdf", "caption");
        ButtonsContent below =
                (ButtonsContent) there(ButtonsContent.of(panel.withHeader(document), List.of(Button.reply("a", "A"))));
        assertThat(below.panel().header()).isInstanceOf(DocumentContent.class);
    }

    @Test
    void namesItsFilesAndTakesOthersInTheirPlace() {
        ImageContent local = new ImageContent(MediaSource.bytes(new byte[1], "image/png"), null);
        CarouselContent content = new CarouselContent(
                "",
                List.of(
                        new CarouselContent.Card(Panel.of("1").withHeader(local), List.of()),
                        new CarouselContent.Card(Panel.of("2"), List.of()),
                        new CarouselContent.Card(
                                Panel.of("3").withHeader(PRODUCT.withFiles(List.of(local))), List.of())));
        assertThat(content.files()).containsExactly(local, local);
        ImageContent other = new ImageContent(FILE, "other");
        CarouselContent changed = (CarouselContent) content.withFiles(List.of(IMAGE, other));
        assertThat(changed.files()).containsExactly(IMAGE, other);
        assertThat(changed.cards().get(1)).isEqualTo(content.cards().get(1));
        assertThatThrownBy(() -> ContentCodec.toProto(
                        ButtonsContent.of(Panel.of("x").withHeader(local), List.of(Button.reply("a", "A"))), 0))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    void readsWhatBusinessesSend() {
        Message template = Message.newBuilder()
                .setTemplateMessage(Message.TemplateMessage.newBuilder()
                        .setHydratedFourRowTemplate(Message.TemplateMessage.HydratedFourRowTemplate.newBuilder()
                                .setHydratedContentText("Parcel")
                                .addHydratedButtons(HydratedTemplateButton.newBuilder()
                                        .setUrlButton(HydratedTemplateButton.HydratedURLButton.newBuilder()
                                                .setDisplayText("Track")
                                                .setUrl("https://t")))))
                .build();
        ButtonsContent read = (ButtonsContent) ContentCodec.fromProto(template);
        assertThat(read.panel().body()).isEqualTo("Parcel");
        assertThat(read.buttons()).containsExactly(Button.url("https://t", "Track"));
        Message products = Message.newBuilder()
                .setListMessage(Message.ListMessage.newBuilder()
                        .setDescription("Ours")
                        .setProductListInfo(Message.ListMessage.ProductListInfo.newBuilder()
                                .addProductSections(Message.ListMessage.ProductSection.newBuilder()
                                        .setTitle("Shoes")
                                        .addProducts(Message.ListMessage.Product.newBuilder()
                                                .setProductId("p1")))))
                .build();
        ListContent list = (ListContent) ContentCodec.fromProto(products);
        assertThat(list.form()).isEqualTo(ListContent.Form.PRODUCTS);
        assertThat(list.sections()).containsExactly(new Section("Shoes", List.of(new Row("p1", "", null))));
        Message nested = Message.newBuilder()
                .setTemplateMessage(Message.TemplateMessage.newBuilder()
                        .setInteractiveMessageTemplate(Message.InteractiveMessage.newBuilder()
                                .setBody(Message.InteractiveMessage.Body.newBuilder()
                                        .setText("In"))
                                .setNativeFlowMessage(
                                        Message.InteractiveMessage.NativeFlowMessage.getDefaultInstance())))
                .build();
        assertThat(((ButtonsContent) ContentCodec.fromProto(nested)).panel().body())
                .isEqualTo("In");
        Message shop = Message.newBuilder()
                .setInteractiveMessage(Message.InteractiveMessage.newBuilder()
                        .setShopStorefrontMessage(Message.InteractiveMessage.ShopMessage.newBuilder()
                                .setId("s")))
                .build();
        assertThat(ContentCodec.fromProto(shop)).isEqualTo(new UnknownContent("interactiveMessage"));
    }

    private static MessageContent flow(String name, String params) {
        return ContentCodec.fromProto(Message.newBuilder()
                .setInteractiveMessage(Message.InteractiveMessage.newBuilder()
                        .setNativeFlowMessage(Message.InteractiveMessage.NativeFlowMessage.newBuilder()
                                .addButtons(FlowButtons.write(name, params))))
                .build());
    }

    @Test
    void keepsButtonsItCannotRead() {
        for (String params : List.of("", "no json", "[]", "{\"display_text\":7,\"id\":{}}", "{\"sections\":\"x\"}")) {
            for (String name : List.of("quick_reply", "single_select", "payment_info", "mystery")) {
                ButtonsContent content = (ButtonsContent) flow(name, params);
                assertThat(content.buttons()).containsExactly(Button.other(name, "", params));
            }
        }
        String odd = "{\"currency\":\"brl\",\"payment_settings\":[1,{\"type\":\"pix_static_code\","
                + "\"pix_static_code\":{\"key\":\"k\",\"key_type\":\"EVP\"}}]}";
        assertThat(flow("payment_info", odd)).isInstanceOf(ButtonsContent.class);
    }

    @Test
    void readsAnswersWhoseParamsAreNoJson() {
        Message answer = Message.newBuilder()
                .setInteractiveResponseMessage(Message.InteractiveResponseMessage.newBuilder()
                        .setNativeFlowResponseMessage(
                                Message.InteractiveResponseMessage.NativeFlowResponseMessage.newBuilder()
                                        .setParamsJson("{broken")))
                .build();
        assertThat(ContentCodec.fromProto(answer))
                .isEqualTo(
                        new SelectionContent(SelectionContent.Form.NATIVE_FLOW, "", "", null, null, null, "{broken"));
    }

    @Test
    void saysTheSameAsAPlainText() {
        assertThat(ButtonsContent.of(PANEL, List.of(Button.reply("id", "Yes"), Button.url("https://x", "Open")))
                        .plainText())
                .isEqualTo("Title\nBody\nFooter\n\n• Yes\n• Open: https://x");
        assertThat(new ListContent(ListContent.Form.LIST, Panel.of("Body"), "Choose", SECTIONS).plainText())
                .isEqualTo("Body\n\nS\n• One: first\n• Two");
        assertThat(new CarouselContent(
                                "Ours",
                                List.of(new CarouselContent.Card(Panel.of("A"), List.of(Button.copy("C", "T")))))
                        .plainText())
                .isEqualTo("Ours\n\nA\n• T: C");
        assertThat(new PixContent(
                                Panel.of(""),
                                new PixContent.Key(PixContent.KeyType.EVP, "k"),
                                "Shop",
                                new PixContent.Amount("BRL", 1_050, 100),
                                "",
                                List.of(new PixContent.Item("Shoe", 1_050, 2)))
                        .plainText())
                .isEqualTo("• 2 × Shoe\nShop: BRL 10.50\nPix EVP: k");
    }

    static Stream<MessageContent> refused() {
        List<Button> one = List.of(Button.reply("a", "A"));
        return Stream.of(
                ButtonsContent.of(PANEL, List.of()),
                ButtonsContent.of(Panel.of(" "), one),
                ButtonsContent.of(Panel.of("x".repeat(1_025)), one),
                ButtonsContent.of(PANEL.withTitle("x".repeat(61)), one),
                ButtonsContent.of(PANEL, List.of(Button.reply("a", "A"), Button.reply("a", "B"))),
                ButtonsContent.of(PANEL, List.of(Button.reply("a", "x".repeat(26)))),
                ButtonsContent.of(PANEL, List.of(Button.other("flow", "", "no json"))),
                new ButtonsContent(Form.NATIVE_FLOW, PANEL, one, "[]"),
                new ButtonsContent(Form.BUTTONS, PANEL, List.of(Button.url("https://x", "X")), null),
                new ButtonsContent(Form.BUTTONS, PANEL.withHeader(PRODUCT), one, null),
                new ButtonsContent(
                        Form.TEMPLATE,
                        PANEL,
                        List.of(Button.url("https://x", "X"), Button.url("https://y", "Y")),
                        null),
                new ListContent(ListContent.Form.PRODUCTS, PANEL, "Choose", SECTIONS),
                new ListContent(ListContent.Form.LIST, PANEL.withHeader(IMAGE), "Choose", SECTIONS),
                new ListContent(ListContent.Form.LIST, PANEL, "Choose", List.of()),
                new ListContent(ListContent.Form.LIST, PANEL, "", SECTIONS),
                new ListContent(
                        ListContent.Form.LIST,
                        PANEL,
                        "Choose",
                        List.of(new Section("", List.of(new Row("r", "1", null), new Row("r", "2", null))))),
                new CarouselContent("x", List.of()),
                new CarouselContent("x", List.of(new CarouselContent.Card(PANEL, List.of()))),
                new PixContent(
                        PANEL,
                        new PixContent.Key(PixContent.KeyType.EVP, ""),
                        "Shop",
                        new PixContent.Amount("BRL", 1, 1),
                        "",
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatClientsDoNotTake(MessageContent content) {
        assertThatThrownBy(() -> ContentCodec.toProto(content, 0)).isInstanceOf(InvalidContentException.class);
    }

    @Test
    void refusesPartsThatMakeNoSense() {
        assertThatThrownBy(() -> new Button(Button.Type.URL, "x", null, null, null))
                .isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> Panel.of("x").withHeader(new TextContent("x")))
                .isInstanceOf(InvalidContentException.class);
        assertThatThrownBy(() -> new PixContent.Amount("R$", 1, 100)).isInstanceOf(InvalidContentException.class);
    }

    @FuzzTest
    void readsOrKeepsAnyJson(byte[] bytes) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        for (String name : List.of("quick_reply", "single_select", "payment_info")) {
            assertThat(flow(name, text)).isInstanceOf(InteractiveContent.class);
        }
    }
}
