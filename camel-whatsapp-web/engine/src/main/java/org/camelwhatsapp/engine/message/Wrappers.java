package org.camelwhatsapp.engine.message;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Messages inside messages. Source: docs/protocol.md, "Messages in". */
public final class Wrappers {
    private static final int MAX_DEPTH = 8;
    /** By field number. Asking the generated code is much cheaper than listing a message's fields. */
    private static final List<Wrapper> WRAPPERS = List.of(
            new Wrapper(Message::hasViewOnceMessage, Message::getViewOnceMessage),
            new Wrapper(Message::hasEphemeralMessage, Message::getEphemeralMessage),
            new Wrapper(Message::hasDocumentWithCaptionMessage, Message::getDocumentWithCaptionMessage),
            new Wrapper(Message::hasViewOnceMessageV2, Message::getViewOnceMessageV2),
            new Wrapper(Message::hasEditedMessage, Message::getEditedMessage),
            new Wrapper(Message::hasViewOnceMessageV2Extension, Message::getViewOnceMessageV2Extension),
            new Wrapper(Message::hasGroupMentionedMessage, Message::getGroupMentionedMessage),
            new Wrapper(Message::hasBotInvokeMessage, Message::getBotInvokeMessage),
            new Wrapper(Message::hasLottieStickerMessage, Message::getLottieStickerMessage),
            new Wrapper(Message::hasAssociatedChildMessage, Message::getAssociatedChildMessage),
            new Wrapper(Message::hasEventCoverImage, Message::getEventCoverImage),
            new Wrapper(Message::hasSpoilerMessage, Message::getSpoilerMessage),
            new Wrapper(Message::hasQuestionMessage, Message::getQuestionMessage),
            new Wrapper(Message::hasPollCreationMessageV4, Message::getPollCreationMessageV4),
            new Wrapper(Message::hasGroupStatusMessage, Message::getGroupStatusMessage),
            new Wrapper(Message::hasGroupStatusMessageV2, Message::getGroupStatusMessageV2));

    private record Wrapper(Predicate<Message> present, Function<Message, Message.FutureProofMessage> value) {}

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

    private static @Nullable Message next(Message message) {
        for (Wrapper wrapper : WRAPPERS) {
            if (wrapper.present.test(message) && wrapper.value.apply(message).hasMessage()) {
                return wrapper.value.apply(message).getMessage();
            }
        }
        return null;
    }
}
