package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PollType;
import org.jspecify.annotations.Nullable;

/** Polls. Votes are encrypted and made elsewhere. Source: docs/protocol.md, "Polls". */
final class PollFamily implements ContentFamily {
    private static final PollRules USUAL = new PollRules(null, null, false, false);
    private static final long LAST_SECOND = 100_000_000_000L;

    @Override
    public @Nullable MessageContent read(Message message) {
        Message.PollCreationMessage poll = poll(message);
        if (poll == null) {
            return null;
        }
        List<String> options = new ArrayList<>();
        poll.getOptionsList().forEach(option -> options.add(option.getOptionName()));
        return new PollContent(poll.getName(), options, poll.getSelectableOptionsCount(), rules(poll));
    }

    private static Message.@Nullable PollCreationMessage poll(Message message) {
        if (message.hasPollCreationMessage()) {
            return message.getPollCreationMessage();
        }
        if (message.hasPollCreationMessageV2()) {
            return message.getPollCreationMessageV2();
        }
        if (message.hasPollCreationMessageV3()) {
            return message.getPollCreationMessageV3();
        }
        if (message.hasPollCreationMessageV5()) {
            return message.getPollCreationMessageV5();
        }
        return message.hasPollCreationMessageV6() ? message.getPollCreationMessageV6() : null;
    }

    private static @Nullable PollRules rules(Message.PollCreationMessage poll) {
        PollRules rules = new PollRules(
                poll.hasCorrectAnswer() ? poll.getCorrectAnswer().getOptionName() : null,
                poll.getEndTime() > 0 ? time(poll.getEndTime()) : null,
                poll.getHideParticipantName(),
                poll.getAllowAddOption());
        return rules.equals(USUAL) ? null : rules;
    }

    /** Other clients write milliseconds; events have seconds. The number tells which it is. */
    private static Instant time(long value) {
        return value > LAST_SECOND ? Times.ofMillis(value) : Times.ofSeconds(value);
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof PollContent poll)) {
            return false;
        }
        poll.checkForSending(nowMillis);
        PollRules rules = poll.rules() == null ? USUAL : poll.rules();
        Message.PollCreationMessage.Builder builder = builder(poll, rules, message);
        builder.setName(poll.name()).setSelectableOptionsCount(poll.selectable());
        poll.options()
                .forEach(option -> builder.addOptions(
                        Message.PollCreationMessage.Option.newBuilder().setOptionName(option)));
        rules(rules, builder);
        return true;
    }

    private static Message.PollCreationMessage.Builder builder(
            PollContent poll, PollRules rules, Message.Builder message) {
        if (rules.votersHidden() || rules.optionsOpen()) {
            return message.getPollCreationMessageV6Builder();
        }
        if (rules.correctAnswer() != null) {
            return message.getPollCreationMessageV5Builder();
        }
        return poll.selectable() == 1
                ? message.getPollCreationMessageV3Builder()
                : message.getPollCreationMessageBuilder();
    }

    /** The same poll in the form for announcement groups of communities; other messages as they are. */
    static Message announced(Message message) {
        Message.Builder builder = message.toBuilder();
        if (message.hasPollCreationMessage()) {
            builder.clearPollCreationMessage().setPollCreationMessageV2(message.getPollCreationMessage());
        } else if (message.hasPollCreationMessageV3()) {
            builder.clearPollCreationMessageV3().setPollCreationMessageV2(message.getPollCreationMessageV3());
        }
        return builder.build();
    }

    private static void rules(PollRules rules, Message.PollCreationMessage.Builder builder) {
        Instant end = rules.endTime();
        if (end != null) {
            builder.setEndTime(end.toEpochMilli());
        }
        String correct = rules.correctAnswer();
        if (correct != null) {
            builder.setPollType(PollType.QUIZ)
                    .setCorrectAnswer(
                            Message.PollCreationMessage.Option.newBuilder().setOptionName(correct));
        }
        if (rules.votersHidden()) {
            builder.setHideParticipantName(true);
        }
        if (rules.optionsOpen()) {
            builder.setAllowAddOption(true);
        }
    }
}
