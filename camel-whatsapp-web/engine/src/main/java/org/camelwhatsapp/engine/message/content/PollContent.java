package org.camelwhatsapp.engine.message.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A poll.
 *
 * @param name the question
 * @param options 2 to 12 different answers
 * @param selectable how many may be chosen, 0 for any number
 * @param rules what is not usual, or null
 */
public record PollContent(
        String name,
        List<String> options,
        int selectable,
        @Nullable PollRules rules) implements MessageContent {
    /** A usual poll. */
    public PollContent(String name, List<String> options, int selectable) {
        this(name, options, selectable, null);
    }

    public PollContent {
        options = List.copyOf(options);
        if (options.size() < 2
                || options.size() > 12
                || options.stream().distinct().count() != options.size()) {
            throw new InvalidContentException("options", "2 to 12 different texts");
        }
        if (selectable < 0 || selectable > options.size()) {
            throw new InvalidContentException("selectable", "a number from 0 to the number of options");
        }
        String correct = rules == null ? null : rules.correctAnswer();
        if (correct != null && !options.contains(correct)) {
            throw new InvalidContentException("correctAnswer", "one of the options, word for word");
        }
    }
}
