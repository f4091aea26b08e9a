package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camelwhatsapp.proto.HydratedTemplateButton;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ButtonsMessage;
import org.camelwhatsapp.proto.Message.TemplateMessage.HydratedFourRowTemplate;
import org.jspecify.annotations.Nullable;

/** Buttons in their old forms and back. Pure functions. Source: docs/protocol.md, "Interactive messages". */
final class OldButtonsCodec {
    private OldButtonsCodec() {}

    static ButtonsContent read(ButtonsMessage message) {
        Message.Builder top = Message.newBuilder();
        if (message.hasImageMessage()) {
            top.setImageMessage(message.getImageMessage());
        } else if (message.hasVideoMessage()) {
            top.setVideoMessage(message.getVideoMessage());
        } else if (message.hasDocumentMessage()) {
            top.setDocumentMessage(message.getDocumentMessage());
        } else if (message.hasLocationMessage()) {
            top.setLocationMessage(message.getLocationMessage());
        }
        List<Button> buttons = new ArrayList<>();
        for (ButtonsMessage.Button button : message.getButtonsList()) {
            buttons.add(
                    button.getType() == ButtonsMessage.Button.Type.NATIVE_FLOW
                            ? FlowButtons.read(
                                    button.getNativeFlowInfo().getName(),
                                    button.getNativeFlowInfo().getParamsJson())
                            : Button.reply(
                                    button.getButtonId(), button.getButtonText().getDisplayText()));
        }
        Panel panel = new Panel(
                PanelCodec.header(top.build()),
                message.hasText() ? message.getText() : null,
                null,
                message.getContentText(),
                message.hasFooterText() ? message.getFooterText() : null);
        return new ButtonsContent(ButtonsContent.Form.BUTTONS, panel, buttons, null);
    }

    static ButtonsMessage buttons(ButtonsContent content) {
        Panel panel = content.panel();
        ButtonsMessage.Builder message = ButtonsMessage.newBuilder().setContentText(panel.body());
        Message top = PanelCodec.header(panel);
        String title = panel.title();
        if (top.hasImageMessage()) {
            message.setImageMessage(top.getImageMessage()).setHeaderType(ButtonsMessage.HeaderType.IMAGE);
        } else if (top.hasVideoMessage()) {
            message.setVideoMessage(top.getVideoMessage()).setHeaderType(ButtonsMessage.HeaderType.VIDEO);
        } else if (top.hasDocumentMessage()) {
            message.setDocumentMessage(top.getDocumentMessage()).setHeaderType(ButtonsMessage.HeaderType.DOCUMENT);
        } else if (top.hasLocationMessage()) {
            message.setLocationMessage(top.getLocationMessage()).setHeaderType(ButtonsMessage.HeaderType.LOCATION);
        } else if (title != null) {
            message.setText(title).setHeaderType(ButtonsMessage.HeaderType.TEXT);
        } else {
            message.setHeaderType(ButtonsMessage.HeaderType.EMPTY);
        }
        String footer = panel.footer();
        if (footer != null) {
            message.setFooterText(footer);
        }
        for (Button button : content.buttons()) {
            message.addButtons(ButtonsMessage.Button.newBuilder()
                    .setButtonId(Objects.requireNonNull(button.value()))
                    .setButtonText(ButtonsMessage.Button.ButtonText.newBuilder().setDisplayText(button.text()))
                    .setType(ButtonsMessage.Button.Type.RESPONSE));
        }
        return message.build();
    }

    /** The content, or null if the template names texts of a catalogue that only phones have. */
    static @Nullable MessageContent read(Message.TemplateMessage message) {
        if (message.hasInteractiveMessageTemplate()) {
            return NativeFlowCodec.read(message.getInteractiveMessageTemplate());
        }
        if (message.getHydratedTemplate().getMaskLinkedDevices()) {
            return new HiddenContent();
        }
        if (message.hasHydratedTemplate()) {
            return read(message.getHydratedTemplate());
        }
        return message.hasHydratedFourRowTemplate() ? read(message.getHydratedFourRowTemplate()) : null;
    }

    private static ButtonsContent read(HydratedFourRowTemplate template) {
        Message.Builder top = Message.newBuilder();
        if (template.hasImageMessage()) {
            top.setImageMessage(template.getImageMessage());
        } else if (template.hasVideoMessage()) {
            top.setVideoMessage(template.getVideoMessage());
        } else if (template.hasDocumentMessage()) {
            top.setDocumentMessage(template.getDocumentMessage());
        } else if (template.hasLocationMessage()) {
            top.setLocationMessage(template.getLocationMessage());
        }
        List<Button> buttons = new ArrayList<>();
        for (HydratedTemplateButton button : template.getHydratedButtonsList()) {
            if (button.hasUrlButton()) {
                buttons.add(Button.url(
                        button.getUrlButton().getUrl(), button.getUrlButton().getDisplayText()));
            } else if (button.hasCallButton()) {
                buttons.add(Button.call(
                        button.getCallButton().getPhoneNumber(),
                        button.getCallButton().getDisplayText()));
            } else {
                buttons.add(Button.reply(
                        button.getQuickReplyButton().getId(),
                        button.getQuickReplyButton().getDisplayText()));
            }
        }
        Panel panel = new Panel(
                PanelCodec.header(top.build()),
                template.hasHydratedTitleText() ? template.getHydratedTitleText() : null,
                null,
                template.getHydratedContentText(),
                template.hasHydratedFooterText() ? template.getHydratedFooterText() : null);
        return new ButtonsContent(ButtonsContent.Form.TEMPLATE, panel, buttons, null);
    }

    static Message.TemplateMessage template(ButtonsContent content, long nowMillis) {
        Panel panel = content.panel();
        HydratedFourRowTemplate.Builder template = HydratedFourRowTemplate.newBuilder()
                .setHydratedContentText(panel.body())
                .setTemplateId(Long.toString(nowMillis));
        Message top = PanelCodec.header(panel);
        String title = panel.title();
        if (top.hasImageMessage()) {
            template.setImageMessage(top.getImageMessage());
        } else if (top.hasVideoMessage()) {
            template.setVideoMessage(top.getVideoMessage());
        } else if (top.hasDocumentMessage()) {
            template.setDocumentMessage(top.getDocumentMessage());
        } else if (top.hasLocationMessage()) {
            template.setLocationMessage(top.getLocationMessage());
        } else if (title != null) {
            template.setHydratedTitleText(title);
        }
        String footer = panel.footer();
        if (footer != null) {
            template.setHydratedFooterText(footer);
        }
        for (int i = 0; i < content.buttons().size(); i++) {
            template.addHydratedButtons(button(content.buttons().get(i)).setIndex(i));
        }
        return Message.TemplateMessage.newBuilder()
                .setHydratedTemplate(template)
                .setTemplateId(Long.toString(nowMillis))
                .build();
    }

    private static HydratedTemplateButton.Builder button(Button button) {
        HydratedTemplateButton.Builder written = HydratedTemplateButton.newBuilder();
        String value = Objects.requireNonNull(button.value());
        switch (button.type()) {
            case URL ->
                written.getUrlButtonBuilder().setDisplayText(button.text()).setUrl(value);
            case CALL ->
                written.getCallButtonBuilder().setDisplayText(button.text()).setPhoneNumber(value);
            default ->
                written.getQuickReplyButtonBuilder()
                        .setDisplayText(button.text())
                        .setId(value);
        }
        return written;
    }
}
