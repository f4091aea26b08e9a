package org.camelwhatsapp.engine.message.content;

import io.vertx.core.json.JsonObject;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Answers to buttons and lists, in every form that clients give. Source: docs/protocol.md, "Interactive messages". */
final class SelectionFamily implements ContentFamily {
    private static final int VERSION = 3;

    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasButtonsResponseMessage()) {
            Message.ButtonsResponseMessage answer = message.getButtonsResponseMessage();
            return SelectionContent.of(
                    SelectionContent.Form.BUTTONS, answer.getSelectedButtonId(), answer.getSelectedDisplayText());
        }
        if (message.hasListResponseMessage()) {
            Message.ListResponseMessage answer = message.getListResponseMessage();
            return new SelectionContent(
                    SelectionContent.Form.LIST,
                    answer.getSingleSelectReply().getSelectedRowId(),
                    answer.getTitle(),
                    answer.hasDescription() ? answer.getDescription() : null,
                    null,
                    null,
                    null);
        }
        if (message.hasTemplateButtonReplyMessage()) {
            Message.TemplateButtonReplyMessage answer = message.getTemplateButtonReplyMessage();
            return new SelectionContent(
                    SelectionContent.Form.TEMPLATE,
                    answer.getSelectedId(),
                    answer.getSelectedDisplayText(),
                    null,
                    answer.hasSelectedIndex() ? answer.getSelectedIndex() : null,
                    answer.hasSelectedCarouselCardIndex() ? answer.getSelectedCarouselCardIndex() : null,
                    null);
        }
        return message.hasInteractiveResponseMessage() ? flow(message.getInteractiveResponseMessage()) : null;
    }

    private static SelectionContent flow(Message.InteractiveResponseMessage answer) {
        String params = answer.getNativeFlowResponseMessage().getParamsJson();
        FlowJson json = FlowJson.read(params);
        String text = answer.getBody().getText();
        return new SelectionContent(
                SelectionContent.Form.NATIVE_FLOW,
                json.anyText("id"),
                text.isEmpty() ? json.anyText("display_text", "title") : text,
                json.text("description"),
                null,
                null,
                answer.getNativeFlowResponseMessage().hasParamsJson() ? params : null);
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof SelectionContent selection)) {
            return false;
        }
        switch (selection.form()) {
            case BUTTONS ->
                message.getButtonsResponseMessageBuilder()
                        .setSelectedButtonId(selection.id())
                        .setSelectedDisplayText(selection.text())
                        .setType(Message.ButtonsResponseMessage.Type.DISPLAY_TEXT);
            case LIST -> list(selection, message.getListResponseMessageBuilder());
            case TEMPLATE -> template(selection, message.getTemplateButtonReplyMessageBuilder());
            case NATIVE_FLOW -> flow(selection, message.getInteractiveResponseMessageBuilder());
        }
        return true;
    }

    private static void list(SelectionContent selection, Message.ListResponseMessage.Builder message) {
        message.setTitle(selection.text())
                .setListType(Message.ListResponseMessage.ListType.SINGLE_SELECT)
                .getSingleSelectReplyBuilder()
                .setSelectedRowId(selection.id());
        String description = selection.description();
        if (description != null) {
            message.setDescription(description);
        }
    }

    private static void template(SelectionContent selection, Message.TemplateButtonReplyMessage.Builder message) {
        message.setSelectedId(selection.id()).setSelectedDisplayText(selection.text());
        Integer index = selection.index();
        if (index != null) {
            message.setSelectedIndex(index);
        }
        Integer card = selection.card();
        if (card != null) {
            message.setSelectedCarouselCardIndex(card);
        }
    }

    private static void flow(SelectionContent selection, Message.InteractiveResponseMessage.Builder message) {
        String params = selection.params();
        if (params != null && params.length() > SelectionContent.MAX_PARAMS) {
            throw new InvalidContentException("params", "at most " + SelectionContent.MAX_PARAMS + " characters");
        }
        message.getBodyBuilder()
                .setText(selection.text())
                .setFormat(Message.InteractiveResponseMessage.Body.Format.DEFAULT);
        message.getNativeFlowResponseMessageBuilder()
                .setName("quick_reply")
                .setVersion(VERSION)
                .setParamsJson(
                        params == null
                                ? new JsonObject()
                                        .put("id", selection.id())
                                        .put("display_text", selection.text())
                                        .encode()
                                : FlowJson.check("params", params));
    }
}
