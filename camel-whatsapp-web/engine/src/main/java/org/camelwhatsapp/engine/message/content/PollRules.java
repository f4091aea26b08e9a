package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a poll has that is not usual.
 *
 * @param correctAnswer the one right answer, word for word, which makes it a quiz; or null
 * @param endTime until when votes count, or null; clients for which the service has it switched off do not show it
 * @param votersHidden whether nobody sees who chose what
 * @param optionsOpen whether others may add answers
 */
public record PollRules(
        @Nullable String correctAnswer, @Nullable Instant endTime, boolean votersHidden, boolean optionsOpen) {
    /** A quiz with one right answer. */
    public static PollRules quiz(String correctAnswer) {
        return new PollRules(correctAnswer, null, false, false);
    }

    /** Votes count until then. */
    public static PollRules until(Instant endTime) {
        return new PollRules(null, endTime, false, false);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "PollRules";
    }
}
