package org.camelwhatsapp.engine.message.archive;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to find; null means any.
 *
 * @param text words that must all be there; the last may be the beginning of a word, of three letters or more
 * @param kind such as {@code text} or {@code image}
 */
public record MessageQuery(
        @Nullable Jid chat,
        @Nullable Jid author,
        @Nullable String kind,
        @Nullable String text) {
    /** Never prints what is looked for. */
    @Override
    public String toString() {
        return "MessageQuery";
    }
}
