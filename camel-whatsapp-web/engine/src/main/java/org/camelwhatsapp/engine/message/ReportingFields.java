package org.camelwhatsapp.engine.message;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a message a report is about, by their numbers: a tree that follows the nesting of messages. Immutable.
 * Source: docs/protocol.md, "Reporting tokens".
 */
final class ReportingFields {
    /** Numbers of one message; those in brackets belong to the message before them, a star stands for a whole message. */
    private static final String TREE = """
            1 3(2 3 8 11 17(21 22) 25) 4(1 16 17(21 22)) 5(3 4 5 16 17(21 22)) 6(1 17(21 22) 30)
            7(2 7 10 17(21 22) 20) 8(2 7 9 17(21 22) 21) 9(2 6 7 13 17(21 22) 20) 12(1 2 14* 15)
            18(6 16 17(21 22)) 26(4 5 8 13 17(21 22)) 28(1 2 4 5 6 7(21 22)) 37(1*)
            49(2 3(1 2) 5(21 22) 8(1 2)) 53(1*) 55(1*) 58(1*) 59(1*) 60(2 3(1 2) 5(21 22) 8(1 2))
            64(2 3(1 2) 5(21 22) 8(1 2)) 66(2 6 7 13 17(21 22) 20) 74(1*) 87(1*)
            88(1 2(1) 3(21 22)) 92(1*) 93(1*) 94(1*)""";

    /** The fields of a whole message. */
    static final ReportingFields MESSAGE = new Reader().read();

    private final Map<Integer, ReportingFields> children = new HashMap<>();

    /** What of this field counts, or null for nothing of it. */
    @Nullable
    ReportingFields child(int number) {
        return children.get(number);
    }

    /** Whether only parts of the field count. */
    boolean isNested() {
        return !children.isEmpty();
    }

    private static final class Reader {
        private final ReportingFields root = new ReportingFields();
        private int at;

        ReportingFields read() {
            into(root);
            return root;
        }

        private void into(ReportingFields fields) {
            while (at < TREE.length() && TREE.charAt(at) != ')') {
                if (Character.isWhitespace(TREE.charAt(at))) {
                    at++;
                } else {
                    field(fields);
                }
            }
            at++;
        }

        private void field(ReportingFields fields) {
            int number = 0;
            while (at < TREE.length() && Character.isDigit(TREE.charAt(at))) {
                number = number * 10 + TREE.charAt(at++) - '0';
            }
            char next = at < TREE.length() ? TREE.charAt(at) : ' ';
            if (next == '*') {
                at++;
                fields.children.put(number, root);
                return;
            }
            ReportingFields child = new ReportingFields();
            fields.children.put(number, child);
            if (next == '(') {
                at++;
                into(child);
            }
        }
    }
}
