package org.camelwhatsapp.engine.message.content;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camelwhatsapp.proto.Message.InteractiveMessage.NativeFlowMessage;
import org.camelwhatsapp.proto.Message.InteractiveMessage.NativeFlowMessage.NativeFlowButton;
import org.jspecify.annotations.Nullable;

/** Buttons of today: a name and a JSON object each. Source: docs/protocol.md, "Interactive messages". */
final class FlowButtons {
    private FlowButtons() {}

    static List<Button> read(NativeFlowMessage flow) {
        List<Button> buttons = new ArrayList<>();
        flow.getButtonsList().forEach(button -> buttons.add(read(button.getName(), button.getButtonParamsJson())));
        return buttons;
    }

    static Button read(String name, String params) {
        FlowJson json = FlowJson.read(params);
        String text = json.anyText("display_text", "title", "flow_cta");
        Button.Type type = typeOf(name);
        String value = type == null ? null : json.text(valueKey(type));
        return type == null || value == null
                ? Button.other(name, text, params)
                : new Button(type, text, value, null, null);
    }

    static NativeFlowButton write(Button button) {
        if (button.type() == Button.Type.OTHER) {
            return write(
                    Objects.requireNonNull(button.name()),
                    FlowJson.check("params", Objects.requireNonNull(button.params())));
        }
        JsonObject json =
                new JsonObject().put("display_text", button.text()).put(valueKey(button.type()), button.value());
        if (button.type() == Button.Type.URL) {
            json.put("merchant_url", button.value());
        }
        return write(nameOf(button.type()), json.encode());
    }

    static NativeFlowButton write(String name, String params) {
        return NativeFlowButton.newBuilder()
                .setName(name)
                .setButtonParamsJson(params)
                .build();
    }

    private static Button.@Nullable Type typeOf(String name) {
        return switch (name) {
            case "quick_reply" -> Button.Type.REPLY;
            case "cta_url" -> Button.Type.URL;
            case "cta_call" -> Button.Type.CALL;
            case "cta_copy" -> Button.Type.COPY;
            default -> null;
        };
    }

    private static String nameOf(Button.Type type) {
        return switch (type) {
            case URL -> "cta_url";
            case CALL -> "cta_call";
            case COPY -> "cta_copy";
            default -> "quick_reply";
        };
    }

    private static String valueKey(Button.Type type) {
        return switch (type) {
            case URL -> "url";
            case CALL -> "phone_number";
            case COPY -> "copy_code";
            default -> "id";
        };
    }
}
