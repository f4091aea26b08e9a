package org.camelwhatsapp.engine.business;

import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Children that hold one text, which is how answers about businesses are made. Lenient: what cannot be read is absent. */
final class Leaves {
    private Leaves() {}

    static Node of(String tag, String text) {
        return Node.builder(tag).text(text).build();
    }

    static Node of(String tag, long number) {
        return of(tag, Long.toString(number));
    }

    /** The text of a child, or null if it is missing or empty. */
    static @Nullable String text(Node node, String tag) {
        Node child = node.child(tag);
        String text = child == null ? "" : child.text();
        return text.isEmpty() ? null : text;
    }

    static String text(Node node, String tag, String otherwise) {
        String text = text(node, tag);
        return text == null ? otherwise : text;
    }

    /** The whole number in a child, or null. */
    static @Nullable Long number(Node node, String tag) {
        String text = text(node, tag);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The decimal number in a child, or null. */
    static @Nullable Double decimal(Node node, String tag) {
        String text = text(node, tag);
        try {
            Double number = text == null ? null : Double.valueOf(text);
            return number == null || number.isNaN() || number.isInfinite() ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
