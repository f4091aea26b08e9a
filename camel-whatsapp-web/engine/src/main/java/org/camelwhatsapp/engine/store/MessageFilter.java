package org.camelwhatsapp.engine.store;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to read, newest first.
 *
 * @param chat only of this chat, or null
 * @param author only by this user, or null
 * @param kind only of this kind, or null
 * @param terms all of these must be among the words; at most eight
 * @param before only older than this place, or null to begin at the newest
 */
public record MessageFilter(
        @Nullable Jid chat,
        @Nullable Jid author,
        @Nullable String kind,
        List<Term> terms,
        @Nullable Place before) {
    public static final MessageFilter ALL = new MessageFilter(null, null, null, List.of(), null);

    public static final int MAX_TERMS = 8;

    public MessageFilter {
        terms = List.copyOf(terms);
        if (terms.size() > MAX_TERMS) {
            throw new IllegalArgumentException("at most " + MAX_TERMS + " words");
        }
    }

    /**
     * A word that must be there.
     *
     * @param prefix whether longer words that begin like this count too; more may then be returned than asked for, and
     *     it needs at least {@link Archive#MIN_PREFIX} letters
     */
    public record Term(String word, boolean prefix) {
        public Term {
            if (word.isEmpty() || prefix && word.length() < Archive.MIN_PREFIX) {
                throw new IllegalArgumentException("a word beginning has at least " + Archive.MIN_PREFIX + " letters");
            }
        }
    }

    /** Where a message stands in the order: its time, then the order in which it was kept. */
    public record Place(long at, long id) {}

    public MessageFilter inChat(@Nullable Jid other) {
        return new MessageFilter(other, author, kind, terms, before);
    }

    public MessageFilter by(@Nullable Jid other) {
        return new MessageFilter(chat, other, kind, terms, before);
    }

    public MessageFilter ofKind(@Nullable String other) {
        return new MessageFilter(chat, author, other, terms, before);
    }

    public MessageFilter with(List<Term> others) {
        return new MessageFilter(chat, author, kind, others, before);
    }

    public MessageFilter before(@Nullable Place place) {
        return new MessageFilter(chat, author, kind, terms, place);
    }
}
