package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.InteractiveMessage;
import org.jspecify.annotations.Nullable;

/** What stands above buttons, as the parts of a message and back. */
final class PanelCodec {
    private PanelCodec() {}

    static Panel read(InteractiveMessage message) {
        InteractiveMessage.Header header = message.getHeader();
        Message.Builder top = Message.newBuilder();
        if (header.hasImageMessage()) {
            top.setImageMessage(header.getImageMessage());
        } else if (header.hasVideoMessage()) {
            top.setVideoMessage(header.getVideoMessage());
        } else if (header.hasDocumentMessage()) {
            top.setDocumentMessage(header.getDocumentMessage());
        } else if (header.hasLocationMessage()) {
            top.setLocationMessage(header.getLocationMessage());
        } else if (header.hasProductMessage()) {
            top.setProductMessage(header.getProductMessage());
        }
        return new Panel(
                header(top.build()),
                header.hasTitle() ? header.getTitle() : null,
                header.hasSubtitle() ? header.getSubtitle() : null,
                message.getBody().getText(),
                message.getFooter().hasText() ? message.getFooter().getText() : null);
    }

    /** The header in a message that holds nothing else. One that cannot be read is left out. */
    static @Nullable MessageContent header(Message top) {
        if (top.getSerializedSize() == 0) {
            return null;
        }
        MessageContent content = ContentCodec.fromProto(top);
        return content instanceof UnknownContent ? null : content;
    }

    /** A message that holds the header and nothing else. */
    static Message header(Panel panel) {
        MessageContent header = panel.header();
        if (header == null) {
            return Message.getDefaultInstance();
        }
        // In a header a document has no caption, which would put it into a wrapper.
        MessageContent bare = header instanceof DocumentContent document
                ? new DocumentContent(document.media(), document.fileName(), null)
                : header;
        return ContentCodec.toProto(bare, 0);
    }

    static void write(Panel panel, InteractiveMessage.Builder message) {
        Message top = header(panel);
        InteractiveMessage.Header.Builder header =
                InteractiveMessage.Header.newBuilder().setHasMediaAttachment(panel.header() != null);
        String title = panel.title();
        if (title != null) {
            header.setTitle(title);
        }
        String subtitle = panel.subtitle();
        if (subtitle != null) {
            header.setSubtitle(subtitle);
        }
        if (top.hasImageMessage()) {
            header.setImageMessage(top.getImageMessage());
        } else if (top.hasVideoMessage()) {
            header.setVideoMessage(top.getVideoMessage());
        } else if (top.hasDocumentMessage()) {
            header.setDocumentMessage(top.getDocumentMessage());
        } else if (top.hasLocationMessage()) {
            header.setLocationMessage(top.getLocationMessage());
        } else if (top.hasProductMessage()) {
            header.setProductMessage(top.getProductMessage());
        }
        message.setHeader(header).getBodyBuilder().setText(panel.body());
        String footer = panel.footer();
        if (footer != null) {
            message.getFooterBuilder().setText(footer);
        }
    }
}
