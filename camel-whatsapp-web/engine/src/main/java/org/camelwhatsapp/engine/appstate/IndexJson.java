package org.camelwhatsapp.engine.appstate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;

/**
 * The names of places: a JSON array of texts, without blanks. The bytes count, not what they mean, so what was received
 * is never written again. Source: docs/protocol.md, "App state".
 */
public final class IndexJson {
    /** More parts are refused. */
    static final int MAX_PARTS = 16;

    private static final int MAX_BYTES = 4_096;

    private IndexJson() {}

    /** Writes a name. */
    public static byte[] write(List<String> parts) {
        StringBuilder json = new StringBuilder("[");
        for (String part : parts) {
            json.append(json.length() == 1 ? "\"" : ",\"");
            part.chars().forEach(c -> write(json, (char) c));
            json.append('"');
        }
        return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < ' ') {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }

    /** @throws AppStateException with {@code MALFORMED} if it is no array of at most 16 texts */
    public static List<String> read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw malformed();
        }
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Reader(json).array();
        } catch (CharacterCodingException | IndexOutOfBoundsException | NumberFormatException e) {
            throw malformed();
        }
    }

    private static AppStateException malformed() {
        return new AppStateException(Reason.MALFORMED, "an index is no list of texts");
    }

    /** Reads one text after the other; runs over the end of what is cut off, which the caller catches. */
    private static final class Reader {
        private final String json;
        private int at;

        Reader(String json) {
            this.json = json;
        }

        List<String> array() {
            List<String> parts = new ArrayList<>();
            expect('[');
            if (peek() == ']') {
                at++;
            } else {
                do {
                    parts.add(text());
                } while (next() == ',' && parts.size() < MAX_PARTS);
                at--;
                expect(']');
            }
            blanks();
            if (at != json.length()) {
                throw malformed();
            }
            return List.copyOf(parts);
        }

        private void blanks() {
            while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            blanks();
            return json.charAt(at);
        }

        private char next() {
            char c = peek();
            at++;
            return c;
        }

        private void expect(char wanted) {
            if (next() != wanted) {
                throw malformed();
            }
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            expect('"');
            for (char c = json.charAt(at++); c != '"'; c = json.charAt(at++)) {
                text.append(c == '\\' ? escaped() : c);
            }
            return text.toString();
        }

        private char escaped() {
            char c = json.charAt(at++);
            if (c == 'u') {
                at += 4;
                return (char) Integer.parseInt(json.substring(at - 4, at), 16);
            }
            int known = "bfnrt".indexOf(c);
            if (known >= 0) {
                return "\b\f\n\r\t".charAt(known);
            }
            if ("\"\\/".indexOf(c) < 0) {
                throw malformed();
            }
            return c;
        }
    }
}
