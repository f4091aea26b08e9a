package org.camelwhatsapp.engine.message.content;

import java.util.List;
import org.camelwhatsapp.engine.model.MessageKey;

/**
 * A vote in a poll. It replaces the voter's earlier vote.
 *
 * @param target the poll
 * @param options the chosen answers, word for word; none takes the vote back
 */
public record PollVoteContent(MessageKey target, List<String> options) implements AddOnContent {
    public PollVoteContent {
        options = List.copyOf(options);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "PollVoteContent[" + options.size() + " options]";
    }
}
