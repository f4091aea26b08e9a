package org.camelwhatsapp.engine.store.jdbc;

import java.util.Collections;
import java.util.List;

/**
 * A statement that takes a list, in a few fixed lengths, so that it is prepared a few times and not once per length. A
 * shorter list is filled up with its own last element.
 */
final class InList {
    static final int MAX = 500;

    private static final int[] SIZES = {1, 8, 64, MAX};

    private final String[] texts = new String[SIZES.length];

    InList(String before, String after) {
        for (int i = 0; i < SIZES.length; i++) {
            texts[i] = before + String.join(", ", Collections.nCopies(SIZES[i], "?")) + after;
        }
    }

    /** The statement for this many elements, at most {@link #MAX}. */
    String text(int elements) {
        for (int i = 0; i < SIZES.length; i++) {
            if (elements <= SIZES[i]) {
                return texts[i];
            }
        }
        throw new IllegalArgumentException("at most " + MAX + " elements");
    }

    /** How many places the statement for this many elements has. */
    static int places(int elements) {
        for (int size : SIZES) {
            if (elements <= size) {
                return size;
            }
        }
        throw new IllegalArgumentException("at most " + MAX + " elements");
    }

    /** The element for a place, counted from 0. */
    static <T> T at(List<T> elements, int place) {
        return elements.get(Math.min(place, elements.size() - 1));
    }
}
