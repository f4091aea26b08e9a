package org.camelwhatsapp.engine.message;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Set;
import org.camelwhatsapp.proto.Message;

/** Messages inside messages. Source: docs/protocol.md, "Messages in". */
public final class Wrappers {
    private static final int MAX_DEPTH = 8;
    private static final Set<String> FUTURE_PROOF = Set.of(
            "ephemeralMessage",
            "viewOnceMessage",
            "viewOnceMessageV2",
            "viewOnceMessageV2Extension",
            "documentWithCaptionMessage",
            "editedMessage",
            "botInvokeMessage",
            "groupMentionedMessage",
            "groupStatusMessage",
            "groupStatusMessageV2",
            "associatedChildMessage",
            "lottieStickerMessage",
            "spoilerMessage",
            "questionMessage",
            "eventCoverImage",
            "pollCreationMessageV4");

    private Wrappers() {}

    /** The innermost message. Wrappers nested deeper than eight are left as they are. */
    public static Message unwrap(Message message) {
        Message inner = message;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Message next = next(inner);
            if (next == null) {
                return inner;
            }
            inner = next;
        }
        return inner;
    }

    private static @org.jspecify.annotations.Nullable Message next(Message message) {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (FUTURE_PROOF.contains(field.getName())
                    && message.getField(field) instanceof Message.FutureProofMessage wrapper
                    && wrapper.hasMessage()) {
                return wrapper.getMessage();
            }
        }
        return null;
    }
}
