package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.AddOnContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.DisappearingContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.MemberLabelContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Makes the stanza of a newsletter's post, which is not encrypted. Source: docs/protocol.md, "Newsletters". */
final class NewsletterSend {
    private static final String EDIT = "3";
    private static final String REVOKE = "8";
    private static final byte[] NOTHING = {};

    private NewsletterSend() {}

    /**
     * The protobuf of a post.
     *
     * @throws InvalidContentException if newsletters have no such posts
     */
    static Message message(MessageContent content, long nowMillis) {
        if (content instanceof ReactionContent || content instanceof AddOnContent) {
            throw new InvalidContentException(
                    "chat", "a conversation: posts of newsletters are reacted to by server id");
        }
        if (content instanceof PinContent
                || content instanceof KeepContent
                || content instanceof MemberLabelContent
                || content instanceof DisappearingContent) {
            throw new InvalidContentException("chat", "a conversation, not a newsletter");
        }
        if (content instanceof MediaContent file && file.media() instanceof RemoteMedia media && media.isEncrypted()) {
            throw new InvalidContentException("media", "a file that is not encrypted, or one that is uploaded first");
        }
        return ContentCodec.toProto(content, nowMillis);
    }

    /** By what the server knows the file of a post, or null. */
    static @Nullable String mediaHandle(MessageContent content) {
        return content instanceof MediaContent file && file.media() instanceof RemoteMedia media
                ? media.handle()
                : null;
    }

    static Node stanza(OutgoingMessage outgoing, @Nullable String mediaHandle) {
        Message inner = Wrappers.unwrap(outgoing.message());
        Node.Builder stanza = Node.builder("message").attr("to", outgoing.chat());
        if (inner.hasProtocolMessage()) {
            return about(stanza, inner.getProtocolMessage());
        }
        StanzaTraits traits = StanzaTraits.of(outgoing.message());
        return stanza.attr("id", outgoing.id())
                .attr("type", traits.type())
                .attr("media_id", mediaHandle)
                .child(Node.builder("plaintext")
                        .attr("mediatype", traits.mediaType())
                        .bytes(outgoing.message().toByteArray())
                        .build())
                .child(traits.meta())
                .build();
    }

    /** A new version of a post, or nothing in its place, goes under the post's own id. */
    private static Node about(Node.Builder stanza, Message.ProtocolMessage protocol) {
        boolean edit = protocol.getType() == Message.ProtocolMessage.Type.MESSAGE_EDIT;
        Message content = protocol.getEditedMessage();
        return stanza.attr("id", protocol.getKey().getId())
                .attr("type", edit ? StanzaTraits.of(content).type() : "text")
                .attr("edit", edit ? EDIT : REVOKE)
                .child(Node.of("plaintext", edit ? content.toByteArray() : NOTHING))
                .build();
    }
}
