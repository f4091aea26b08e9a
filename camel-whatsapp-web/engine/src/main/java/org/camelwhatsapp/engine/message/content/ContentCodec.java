package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import org.camelwhatsapp.proto.Message;

/** Content as protobuf and back. Pure functions. Source: docs/protocol.md, "Messages out". */
public final class ContentCodec {
    private static final List<ContentFamily> FAMILIES = List.of(
            new TextFamily(),
            new ReferenceFamily(),
            new FileFamily(),
            new LocationFamily(),
            new ContactFamily(),
            new PollFamily(),
            new EventFamily(),
            new InviteFamily(),
            new InteractiveFamily(),
            new SelectionFamily(),
            new CommerceFamily(),
            new StickerPackFamily(),
            new NoticeFamily());

    private ContentCodec() {}

    /** What a message says; a kind that is not known becomes {@link UnknownContent}, never an error. */
    public static MessageContent fromProto(Message message) {
        try {
            for (ContentFamily family : FAMILIES) {
                MessageContent content = family.read(message);
                if (content != null) {
                    return content;
                }
            }
        } catch (IllegalArgumentException | InvalidContentException e) {
            // It breaks a rule of its kind; the raw message is there for those who want it all the same.
            return unknown(message);
        }
        return unknown(message);
    }

    private static UnknownContent unknown(Message message) {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (!field.getName().equals("messageContextInfo")) {
                return new UnknownContent(field.getName());
            }
        }
        return message.getUnknownFields().asMap().keySet().stream()
                .findFirst()
                .map(number -> new UnknownContent(number.toString()))
                .orElse(new UnknownContent(""));
    }

    /**
     * The protobuf of a message that is to be sent.
     *
     * @throws InvalidContentException if it cannot be sent, or holds a file that was not uploaded
     */
    public static Message toProto(MessageContent content, long nowMillis) {
        Message.Builder message = Message.newBuilder();
        for (ContentFamily family : FAMILIES) {
            if (family.write(content, message, nowMillis)) {
                return message.build();
            }
        }
        throw new InvalidContentException("content", "a kind that can be sent");
    }

    /** The same message in the form that announcement groups of communities have for it. */
    public static Message forAnnouncementGroup(Message message) {
        return PollFamily.announced(message);
    }
}
