package org.camelwhatsapp.engine.message.content;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A poll. What others ask is read as it is, up to 256 answers; what is sent keeps the limits of the service.
 *
 * @param name the question; to be sent, 1 to 255 characters
 * @param options the answers; to be sent, 2 to 12 different ones of 1 to 100 characters
 * @param selectable how many may be chosen, 0 for any number
 * @param rules what is not usual, or null
 */
public record PollContent(
        String name,
        List<String> options,
        int selectable,
        @Nullable PollRules rules) implements MessageContent {
    /** More answers than any client offers; a poll with more is none. */
    static final int MAX_READ = 256;

    private static final int MAX_NAME = 255;
    private static final int MAX_OPTIONS = 12;
    private static final int MAX_OPTION = 100;

    /** A usual poll. */
    public PollContent(String name, List<String> options, int selectable) {
        this(name, options, selectable, null);
    }

    public PollContent {
        options = List.copyOf(options);
        if (options.size() > MAX_READ) {
            throw new InvalidContentException("options", "at most " + MAX_READ + " texts");
        }
    }

    /** @throws InvalidContentException if it cannot be sent */
    void checkForSending(long nowMillis) {
        check(!name.isBlank() && name.length() <= MAX_NAME, "question", "a text of 1 to 255 characters");
        check(
                options.size() >= 2 && options.size() <= MAX_OPTIONS && new HashSet<>(options).size() == options.size(),
                "options",
                "2 to 12 different texts");
        check(
                options.stream().allMatch(option -> !option.isBlank() && option.length() <= MAX_OPTION),
                "options",
                "texts of 1 to 100 characters");
        check(
                selectable >= 0 && selectable <= options.size(),
                "selectable",
                "a number from 0 to the number of options");
        if (rules != null) {
            String correct = rules.correctAnswer();
            check(correct == null || options.contains(correct), "correctAnswer", "one of the options, word for word");
            check(
                    rules.endTime() == null || rules.endTime().toEpochMilli() > nowMillis,
                    "endTime",
                    "a time that is still to come");
        }
    }

    private static void check(boolean kept, String field, String expected) {
        if (!kept) {
            throw new InvalidContentException(field, expected);
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "PollContent[" + options.size() + " options]";
    }
}
