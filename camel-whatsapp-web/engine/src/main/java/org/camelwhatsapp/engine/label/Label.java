package org.camelwhatsapp.engine.label;

/**
 * A label of a business account.
 *
 * @param id a number in digits
 * @param name what people see
 * @param color 0 to 19
 */
public record Label(String id, String name, int color) {
    /** The highest number of a colour. */
    public static final int MAX_COLOR = 19;

    public Label {
        if (id.isEmpty() || id.length() > 20 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("labelId: expected a number");
        }
        if (color < 0 || color > MAX_COLOR) {
            throw new IllegalArgumentException("color: expected a number from 0 to " + MAX_COLOR);
        }
    }
}
