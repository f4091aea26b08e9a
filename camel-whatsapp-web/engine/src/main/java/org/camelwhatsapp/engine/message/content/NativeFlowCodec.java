package org.camelwhatsapp.engine.message.content;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.proto.Message.InteractiveMessage;
import org.camelwhatsapp.proto.Message.InteractiveMessage.CarouselMessage;
import org.camelwhatsapp.proto.Message.InteractiveMessage.NativeFlowMessage;
import org.jspecify.annotations.Nullable;

/** Interactive messages of today and back. Pure functions. Source: docs/protocol.md, "Interactive messages". */
final class NativeFlowCodec {
    static final String LIST = "single_select";
    private static final int VERSION = 1;

    private NativeFlowCodec() {}

    /** The content, or null if it is of a kind that is not known, such as a shop. */
    static @Nullable MessageContent read(InteractiveMessage message) {
        if (message.hasCarouselMessage()) {
            List<CarouselContent.Card> cards = new ArrayList<>();
            message.getCarouselMessage()
                    .getCardsList()
                    .forEach(card -> cards.add(new CarouselContent.Card(
                            PanelCodec.read(card), FlowButtons.read(card.getNativeFlowMessage()))));
            return new CarouselContent(message.getBody().getText(), cards);
        }
        if (!message.hasNativeFlowMessage()) {
            return null;
        }
        NativeFlowMessage flow = message.getNativeFlowMessage();
        Panel panel = PanelCodec.read(message);
        if (flow.getButtonsCount() == 1) {
            String params = flow.getButtons(0).getButtonParamsJson();
            String name = flow.getButtons(0).getName();
            MessageContent single = name.equals(LIST)
                    ? list(panel, FlowJson.read(params))
                    : name.equals(PixCodec.NAME) ? PixCodec.read(panel, FlowJson.read(params)) : null;
            if (single != null) {
                return single;
            }
        }
        return new ButtonsContent(
                ButtonsContent.Form.NATIVE_FLOW,
                panel,
                FlowButtons.read(flow),
                flow.hasMessageParamsJson() ? flow.getMessageParamsJson() : null);
    }

    private static @Nullable ListContent list(Panel panel, FlowJson json) {
        List<ListContent.Section> sections = new ArrayList<>();
        for (FlowJson section : json.objects("sections")) {
            List<ListContent.Row> rows = new ArrayList<>();
            for (FlowJson row : section.objects("rows")) {
                rows.add(new ListContent.Row(
                        row.anyText("id"), row.anyText("title", "header"), row.text("description")));
            }
            sections.add(new ListContent.Section(section.anyText("title"), rows));
        }
        return sections.isEmpty()
                ? null
                : new ListContent(ListContent.Form.NATIVE_FLOW, panel, json.anyText("title"), sections);
    }

    static InteractiveMessage write(ButtonsContent content, long nowMillis) {
        InteractiveMessage.Builder message = InteractiveMessage.newBuilder();
        PanelCodec.write(content.panel(), message);
        NativeFlowMessage.Builder flow = message.getNativeFlowMessageBuilder();
        content.buttons().forEach(button -> flow.addButtons(FlowButtons.write(button)));
        String params = content.params();
        flow.setMessageVersion(VERSION)
                .setMessageParamsJson(params == null ? params(nowMillis) : FlowJson.check("params", params));
        return message.build();
    }

    static InteractiveMessage write(ListContent content, long nowMillis) {
        JsonArray sections = new JsonArray();
        for (ListContent.Section section : content.sections()) {
            JsonArray rows = new JsonArray();
            for (ListContent.Row row : section.rows()) {
                JsonObject json = new JsonObject().put("title", row.title()).put("id", row.id());
                if (row.description() != null) {
                    json.put("description", row.description());
                }
                rows.add(json);
            }
            sections.add(new JsonObject().put("title", section.title()).put("rows", rows));
        }
        JsonObject json = new JsonObject().put("title", content.buttonText()).put("sections", sections);
        return single(content.panel(), LIST, json.encode(), nowMillis);
    }

    static InteractiveMessage single(Panel panel, String name, String params, long nowMillis) {
        InteractiveMessage.Builder message = InteractiveMessage.newBuilder();
        PanelCodec.write(panel, message);
        message.getNativeFlowMessageBuilder()
                .addButtons(FlowButtons.write(name, params))
                .setMessageVersion(VERSION)
                .setMessageParamsJson(params(nowMillis));
        return message.build();
    }

    static InteractiveMessage write(CarouselContent content) {
        InteractiveMessage.Builder message = InteractiveMessage.newBuilder();
        message.getBodyBuilder().setText(content.body());
        CarouselMessage.Builder carousel = message.getCarouselMessageBuilder()
                .setMessageVersion(VERSION)
                .setCarouselCardType(CarouselMessage.CarouselCardType.HSCROLL_CARDS);
        for (CarouselContent.Card card : content.cards()) {
            InteractiveMessage.Builder built = InteractiveMessage.newBuilder();
            PanelCodec.write(card.panel(), built);
            NativeFlowMessage.Builder flow = built.getNativeFlowMessageBuilder().setMessageVersion(VERSION);
            card.buttons().forEach(button -> flow.addButtons(FlowButtons.write(button)));
            carousel.addCards(built);
        }
        return message.build();
    }

    /** What gateways write there; clients want it to be present. */
    private static String params(long nowMillis) {
        return new JsonObject()
                .put("from", "api")
                .put("templateId", Long.toString(nowMillis))
                .encode();
    }
}
