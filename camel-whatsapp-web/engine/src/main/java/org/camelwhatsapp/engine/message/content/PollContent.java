package org.camelwhatsapp.engine.message.content;

import java.util.List;

/**
 * A poll.
 *
 * @param name the question
 * @param options 2 to 12 different answers
 * @param selectable how many may be chosen, 0 for any number
 */
public record PollContent(String name, List<String> options, int selectable) implements MessageContent {
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
    }
}
