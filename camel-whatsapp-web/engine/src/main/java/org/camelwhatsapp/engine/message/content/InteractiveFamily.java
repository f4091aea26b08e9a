package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.proto.DeviceListMetadata;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageContextInfo;
import org.jspecify.annotations.Nullable;

/** Buttons, lists, carousels and requests for payment. */
final class InteractiveFamily implements ContentFamily {
    private static final int DEVICE_LIST_VERSION = 2;

    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasInteractiveMessage()) {
            return NativeFlowCodec.read(message.getInteractiveMessage());
        }
        if (message.hasButtonsMessage()) {
            return OldButtonsCodec.read(message.getButtonsMessage());
        }
        if (message.hasListMessage()) {
            return OldListCodec.read(message.getListMessage());
        }
        if (message.hasPlaceholderMessage()) {
            return new HiddenContent();
        }
        return message.hasTemplateMessage() ? OldButtonsCodec.read(message.getTemplateMessage()) : null;
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof InteractiveContent interactive)) {
            return false;
        }
        InteractiveRules.check(interactive);
        if (content instanceof ButtonsContent buttons) {
            switch (buttons.form()) {
                case NATIVE_FLOW -> flow(message, NativeFlowCodec.write(buttons, nowMillis));
                case BUTTONS -> wrap(message, Message.newBuilder().setButtonsMessage(OldButtonsCodec.buttons(buttons)));
                case TEMPLATE -> message.setTemplateMessage(OldButtonsCodec.template(buttons, nowMillis));
            }
        } else if (content instanceof ListContent list) {
            if (list.form() == ListContent.Form.NATIVE_FLOW) {
                flow(message, NativeFlowCodec.write(list, nowMillis));
            } else {
                message.setListMessage(OldListCodec.write(list));
            }
        } else if (content instanceof CarouselContent carousel) {
            flow(message, NativeFlowCodec.write(carousel));
        } else if (content instanceof PixContent pix) {
            flow(message, NativeFlowCodec.single(pix.panel(), PixCodec.NAME, PixCodec.write(pix), nowMillis));
        }
        return true;
    }

    private static void flow(Message.Builder message, Message.InteractiveMessage interactive) {
        wrap(
                message,
                Message.newBuilder()
                        .setMessageContextInfo(MessageContextInfo.newBuilder()
                                .setDeviceListMetadata(DeviceListMetadata.getDefaultInstance())
                                .setDeviceListMetadataVersion(DEVICE_LIST_VERSION))
                        .setInteractiveMessage(interactive));
    }

    /** Clients show buttons of ordinary accounts in this wrapper rather than without; it has no other meaning here. */
    private static void wrap(Message.Builder message, Message.Builder inner) {
        message.getViewOnceMessageBuilder().setMessage(inner);
    }
}
