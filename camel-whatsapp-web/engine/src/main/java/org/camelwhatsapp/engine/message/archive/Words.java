package org.camelwhatsapp.engine.message.archive;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text, as they are searched for: without accents, in lower case. Letters of scripts that put no space
 * between words are words of their own.
 */
final class Words {
    /** A text has at most this many different words in the index; later ones are not found. */
    static final int MAX = 500;

    private static final int MAX_SCANNED = 65_536;
    private static final int MAX_LENGTH = 64;

    private Words() {}

    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        String cut = text.length() > MAX_SCANNED ? text.substring(0, MAX_SCANNED) : text;
        String plain = Normalizer.normalize(cut, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder word = new StringBuilder();
        int at = 0;
        while (at < plain.length() && words.size() < MAX) {
            int letter = plain.codePointAt(at);
            at += Character.charCount(letter);
            if (Character.isIdeographic(letter)) {
                end(word, words);
                words.add(Character.toString(letter));
            } else if (Character.isLetterOrDigit(letter)) {
                word.appendCodePoint(letter);
            } else if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                end(word, words);
            }
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, Set<String> words) {
        if (word.length() > 0 && words.size() < MAX) {
            words.add(word.length() > MAX_LENGTH ? word.substring(0, MAX_LENGTH) : word.toString());
        }
        word.setLength(0);
    }
}
