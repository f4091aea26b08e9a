package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Polls. Votes are encrypted and made elsewhere. */
final class PollFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        Message.PollCreationMessage poll = poll(message);
        if (poll == null) {
            return null;
        }
        List<String> options = new ArrayList<>();
        poll.getOptionsList().forEach(option -> options.add(option.getOptionName()));
        return new PollContent(poll.getName(), options, poll.getSelectableOptionsCount());
    }

    private static Message.@Nullable PollCreationMessage poll(Message message) {
        if (message.hasPollCreationMessage()) {
            return message.getPollCreationMessage();
        }
        if (message.hasPollCreationMessageV2()) {
            return message.getPollCreationMessageV2();
        }
        return message.hasPollCreationMessageV3() ? message.getPollCreationMessageV3() : null;
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof PollContent poll)) {
            return false;
        }
        Message.PollCreationMessage.Builder builder = poll.selectable() == 1
                ? message.getPollCreationMessageV3Builder()
                : message.getPollCreationMessageBuilder();
        builder.setName(poll.name()).setSelectableOptionsCount(poll.selectable());
        poll.options()
                .forEach(option -> builder.addOptions(
                        Message.PollCreationMessage.Option.newBuilder().setOptionName(option)));
        return true;
    }
}
