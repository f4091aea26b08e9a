package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Texts, with or without a preview of a link. */
final class TextFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasConversation()) {
            return new TextContent(message.getConversation());
        }
        return message.hasExtendedTextMessage() ? extended(message.getExtendedTextMessage()) : null;
    }

    private static TextContent extended(Message.ExtendedTextMessage text) {
        String url = text.getMatchedText();
        boolean shown = !url.isEmpty() && text.getText().contains(url);
        LinkPreview preview = !shown
                ? null
                : new LinkPreview(
                        url,
                        text.hasTitle() ? text.getTitle() : null,
                        text.hasDescription() ? text.getDescription() : null,
                        thumbnail(text));
        return new TextContent(text.getText(), preview, TextStyle.of(text));
    }

    private static byte @Nullable [] thumbnail(Message.ExtendedTextMessage text) {
        return text.hasJpegThumbnail() ? text.getJpegThumbnail().toByteArray() : null;
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof TextContent text)) {
            return false;
        }
        Message.ExtendedTextMessage.Builder builder =
                message.getExtendedTextMessageBuilder().setText(text.text());
        LinkPreview preview = text.preview();
        if (preview != null) {
            preview(builder, preview);
        }
        TextStyle style = text.style();
        if (style != null) {
            style.write(builder);
        }
        return true;
    }

    private static void preview(Message.ExtendedTextMessage.Builder builder, LinkPreview preview) {
        builder.setMatchedText(preview.url()).setPreviewType(Message.ExtendedTextMessage.PreviewType.NONE);
        String title = preview.title();
        if (title != null) {
            builder.setTitle(title);
        }
        String description = preview.description();
        if (description != null) {
            builder.setDescription(description);
        }
        byte[] thumbnail = preview.jpegThumbnail();
        if (thumbnail != null) {
            builder.setJpegThumbnail(ByteString.copyFrom(thumbnail));
        }
    }
}
