package org.camelwhatsapp.engine.message.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.jspecify.annotations.Nullable;

/** Reads pages of messages. The index may give more than was asked for, so each hit is looked at. Blocks. */
final class Search {
    /** How many pages of the index one call reads at most; a shorter page with a cursor may come out of it. */
    private static final int MAX_ROUNDS = 10;

    private final List<String> words;
    private final List<MessageFilter.Term> terms;

    /** @throws IllegalArgumentException if there is nothing to look for in the text, or more than eight words */
    Search(@Nullable String text) {
        words = text == null ? List.of() : List.copyOf(Words.of(text));
        if (text != null && words.isEmpty() || words.size() > MessageFilter.MAX_TERMS) {
            throw new IllegalArgumentException("text: one to " + MessageFilter.MAX_TERMS + " words");
        }
        List<MessageFilter.Term> asked = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            asked.add(new MessageFilter.Term(words.get(i), isBeginning(i)));
        }
        terms = List.copyOf(asked);
    }

    private boolean isBeginning(int index) {
        return index == words.size() - 1 && words.get(index).length() >= Archive.MIN_PREFIX;
    }

    MessagePage page(Archive archive, MessageFilter filter, int limit) {
        List<ArchivedMessage> found = new ArrayList<>();
        MessageFilter next = filter.with(terms);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<MessageRow> rows = archive.messages(next, limit);
            for (MessageRow row : rows) {
                next = next.before(row.place());
                ArchivedMessage message = Views.message(row, null);
                if (matches(message.content())) {
                    found.add(message);
                }
                if (found.size() == limit) {
                    return new MessagePage(List.copyOf(found), Cursors.of(row.place()));
                }
            }
            if (rows.size() < limit) {
                return new MessagePage(List.copyOf(found), null);
            }
        }
        MessageFilter.Place place = next.before();
        return new MessagePage(List.copyOf(found), place == null ? null : Cursors.of(place));
    }

    private boolean matches(@Nullable MessageContent content) {
        if (words.isEmpty()) {
            return true;
        }
        if (content == null) {
            return false;
        }
        Set<String> there = Words.of(Contents.text(content));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean hit =
                    isBeginning(i) ? there.stream().anyMatch(other -> other.startsWith(word)) : there.contains(word);
            if (!hit) {
                return false;
            }
        }
        return true;
    }
}
