package org.camelwhatsapp.engine.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shared texts that travel as one or two bytes. Loaded once from {@code tokens.txt}. */
final class TokenDictionary {
    /** The version announced at the start of a connection. */
    static final int VERSION = 3;

    private static final int SINGLE_TOKENS = 236;
    private static final int DICTIONARIES = 4;
    private static final int DICTIONARY_SIZE = 256;
    /** Marks a code of the reverse table as two bytes. */
    private static final int TWO_BYTES = 0x10000;

    private static final String[] SINGLE = new String[SINGLE_TOKENS];
    private static final String[][] DOUBLE = new String[DICTIONARIES][DICTIONARY_SIZE];
    private static final Map<String, Integer> CODES = new HashMap<>(4 * 1_260);

    static {
        load();
    }

    private TokenDictionary() {}

    private static void load() {
        try (InputStream in = TokenDictionary.class.getResourceAsStream("tokens.txt")) {
            if (in == null) {
                throw new IllegalStateException("tokens.txt is missing from the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            reader.readLine();
            reader.readLine();
            for (int i = 1; i < SINGLE_TOKENS; i++) {
                SINGLE[i] = reader.readLine().intern();
                CODES.put(SINGLE[i], i);
            }
            for (int d = 0; d < DICTIONARIES; d++) {
                reader.readLine();
                for (int i = 0; i < DICTIONARY_SIZE; i++) {
                    DOUBLE[d][i] = reader.readLine().intern();
                    CODES.put(DOUBLE[d][i], TWO_BYTES | (WireFormat.DICTIONARY_0 + d) << 8 | i);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a single-byte token, or null when the byte is none. */
    static @Nullable String single(int token) {
        return token > 0 && token < SINGLE_TOKENS ? SINGLE[token] : null;
    }

    static String fromDictionary(int dictionary, int index) {
        return DOUBLE[dictionary][index];
    }

    /** The code of a text: below 256 one byte, with {@link #isTwoBytes} two; -1 when it is no token. */
    static int codeOf(String text) {
        Integer code = CODES.get(text);
        return code == null ? -1 : code;
    }

    static boolean isTwoBytes(int code) {
        return (code & TWO_BYTES) != 0;
    }

    static int size() {
        return CODES.size();
    }
}
