package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappersTest {
    private static final Message TEXT =
            Message.newBuilder().setConversation("inside").build();

    private static Message wrapped(String name, Message inner) {
        FieldDescriptor field = Message.getDescriptor().findFieldByName(name);
        return Message.newBuilder()
                .setField(
                        field,
                        Message.FutureProofMessage.newBuilder()
                                .setMessage(inner)
                                .build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "pollCreationMessageV4"
            })
    void takesEveryKindOfWrapperOff(String name) {
        assertThat(Wrappers.unwrap(wrapped(name, TEXT))).isEqualTo(TEXT);
        assertThat(Wrappers.unwrap(wrapped("ephemeralMessage", wrapped(name, TEXT))))
                .isEqualTo(TEXT);
    }

    @Test
    void leavesMessagesWithoutAWrapperAndEmptyWrappers() {
        assertThat(Wrappers.unwrap(TEXT)).isSameAs(TEXT);
        Message empty = Message.newBuilder()
                .setEphemeralMessage(Message.FutureProofMessage.getDefaultInstance())
                .build();
        assertThat(Wrappers.unwrap(empty)).isSameAs(empty);
    }

    @Test
    void leavesWhatIsWrappedTooDeep() {
        Message message = TEXT;
        for (int i = 0; i < 9; i++) {
            message = wrapped("ephemeralMessage", message);
        }
        assertThat(Wrappers.unwrap(message)).isEqualTo(wrapped("ephemeralMessage", TEXT));
    }
}
