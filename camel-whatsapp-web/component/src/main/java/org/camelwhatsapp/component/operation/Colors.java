package org.camelwhatsapp.component.operation;

import org.jspecify.annotations.Nullable;

/** Colours in requests. */
final class Colors {
    static final String EXPECTED = "a colour such as #1F5F55 or #FF1F5F55, or its ARGB number";
    private static final int OPAQUE = 0xFF000000;
    private static final int RGB_DIGITS = 6;
    private static final int ARGB_DIGITS = 8;

    private Colors() {}

    /**
     * Reads a colour.
     *
     * @return {@code 0xAARRGGBB}
     * @throws InvalidRequestException if it is none
     */
    static int read(String field, @Nullable String text, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            if (!text.startsWith("#")) {
                long number = Long.parseLong(text);
                if (number == (int) number || number == (number & 0xFFFFFFFFL)) {
                    return (int) number;
                }
            } else if (text.length() == 1 + RGB_DIGITS) {
                return OPAQUE | Integer.parseUnsignedInt(text.substring(1), 16);
            } else if (text.length() == 1 + ARGB_DIGITS) {
                return Integer.parseUnsignedInt(text.substring(1), 16);
            }
        } catch (NumberFormatException e) {
            // Falls through to the one answer for all that is none.
        }
        throw new InvalidRequestException(field + ": expected " + EXPECTED);
    }
}
