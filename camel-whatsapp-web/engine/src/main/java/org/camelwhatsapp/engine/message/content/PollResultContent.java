package org.camelwhatsapp.engine.message.content;

import java.util.List;

/**
 * The result of a poll as somebody shows it; nothing proves it. It cannot be sent.
 *
 * @param name the question
 * @param votes the answers with their numbers
 */
public record PollResultContent(String name, List<Votes> votes) implements MessageContent {
    /**
     * How often an answer was chosen.
     *
     * @param option the answer
     * @param count the number of votes
     */
    public record Votes(String option, long count) {}

    public PollResultContent {
        votes = List.copyOf(votes);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "PollResultContent[" + votes.size() + " options]";
    }
}
