package org.camelwhatsapp.engine.message;

import java.util.HexFormat;
import java.util.Locale;
import org.camelwhatsapp.engine.env.RandomSource;

/** Ids of sent messages: {@code 3EB0} and 18 hex digits. Source: docs/protocol.md, "Messages out". */
final class MessageIds {
    private static final int MAX_LENGTH = 64;

    private MessageIds() {}

    static String next(RandomSource random) {
        return "3EB0" + HexFormat.of().formatHex(random.bytes(9)).toUpperCase(Locale.ROOT);
    }

    /** @throws SendFailedException unless the id has 1 to 64 letters and digits */
    static String check(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH || !id.chars().allMatch(Character::isLetterOrDigit)) {
            throw new SendFailedException(0, "a message id has 1 to " + MAX_LENGTH + " letters and digits");
        }
        return id;
    }
}
