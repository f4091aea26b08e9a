package org.camelwhatsapp.engine.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that a frame names by one or two bytes instead of spelling them out.
 *
 * <p>Loaded once from {@code tokens.txt}: 235 one-byte words (bytes 1 to 235), then four tables of 256 two-byte words.
 * No word occurs twice. Thread-safe; the texts are shared, so decoding a word allocates nothing. Source:
 * docs/protocol.md, "Binary nodes".
 */
public final class TokenDictionary {
    /** The version of these tables; it must equal the last byte of the connection header. */
    public static final int DICT_VERSION = 3;

    static final int NONE = -1;
    /** From here on a code is the two bytes of a word; below it is the one byte. */
    static final int FIRST_TWO_BYTE_CODE = WireTags.DICTIONARY_0 << 8;

    private static final int ONE_BYTE_WORDS = 235;
    private static final int TABLES = 4;
    private static final int TABLE_SIZE = 256;
    /** A power of two well above the 1,259 words, so that a miss is found after about one probe. */
    private static final int SLOTS = 4096;

    private static final @Nullable String[] WORDS = new String[ONE_BYTE_WORDS + 1 + TABLES * TABLE_SIZE];
    private static final @Nullable String[] KEYS = new String[SLOTS];
    private static final int[] CODES = new int[SLOTS];
    private static final int LONGEST;

    static {
        List<String> words = load();
        int longest = 0;
        for (int i = 0; i < words.size(); i++) {
            // Index 0 stays free, so that the index of a one-byte word is its byte.
            String word = words.get(i).intern();
            WORDS[i + 1] = word;
            longest = Math.max(longest, word.length());
            int two = i - ONE_BYTE_WORDS;
            put(word, two < 0 ? i + 1 : FIRST_TWO_BYTE_CODE + two);
        }
        LONGEST = longest;
    }

    private TokenDictionary() {}

    private static List<String> load() {
        try (InputStream in = TokenDictionary.class.getResourceAsStream("tokens.txt")) {
            if (in == null) {
                throw new IllegalStateException("tokens.txt is not on the class path");
            }
            List<String> words = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (words.size() != ONE_BYTE_WORDS + TABLES * TABLE_SIZE) {
                throw new IllegalStateException("tokens.txt has " + words.size() + " words");
            }
            return words;
        } catch (IOException e) {
            throw new IllegalStateException("tokens.txt cannot be read", e);
        }
    }

    private static void put(String word, int code) {
        int slot = slotOf(word);
        while (KEYS[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        KEYS[slot] = word;
        CODES[slot] = code;
    }

    private static int slotOf(String word) {
        int hash = word.hashCode();
        return (hash ^ hash >>> 15) & (SLOTS - 1);
    }

    /** The word of this one-byte tag, or null when the tag (0 to 255) names none. */
    public static @Nullable String oneByte(int tag) {
        return tag <= ONE_BYTE_WORDS ? WORDS[tag] : null;
    }

    /** The word at this index (0 to 255) of this table (0 to 3). */
    public static String twoByte(int table, int index) {
        String word = WORDS[1 + ONE_BYTE_WORDS + table * TABLE_SIZE + index];
        if (word == null) {
            throw new IllegalStateException("the dictionary has a hole");
        }
        return word;
    }

    /** The code of this word: one byte, or two from {@link #FIRST_TWO_BYTE_CODE} on; {@link #NONE} for other texts. */
    static int codeOf(String text) {
        if (text.length() > LONGEST) {
            return NONE;
        }
        int slot = slotOf(text);
        String key = KEYS[slot];
        while (key != null) {
            if (key.equals(text)) {
                return CODES[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
            key = KEYS[slot];
        }
        return NONE;
    }
}
