package org.camelwhatsapp.engine.message.content;

import java.util.Objects;
import org.camelwhatsapp.proto.Message.ExtendedTextMessage;
import org.jspecify.annotations.Nullable;

/**
 * How a text is shown as a status. Source: docs/protocol.md, "Status posts".
 *
 * @param textColor {@code 0xAARRGGBB}
 * @param backgroundColor {@code 0xAARRGGBB}
 * @param font the letters
 */
public record TextStyle(int textColor, int backgroundColor, Font font) {
    /** White on a dark green. */
    public static final TextStyle PLAIN = new TextStyle(0xFFFFFFFF, 0xFF1F5F55, Font.SYSTEM);

    public TextStyle {
        Objects.requireNonNull(font, "font");
    }

    /** The letters that phones know. */
    public enum Font {
        SYSTEM,
        SYSTEM_TEXT,
        FB_SCRIPT,
        SYSTEM_BOLD,
        MORNINGBREEZE_REGULAR,
        CALISTOGA_REGULAR,
        EXO2_EXTRABOLD,
        COURIERPRIME_BOLD
    }

    static @Nullable TextStyle of(ExtendedTextMessage text) {
        if (!text.hasBackgroundArgb() && !text.hasTextArgb()) {
            return null;
        }
        return new TextStyle(
                text.hasTextArgb() ? text.getTextArgb() : PLAIN.textColor,
                text.hasBackgroundArgb() ? text.getBackgroundArgb() : PLAIN.backgroundColor,
                Font.valueOf(text.getFont().name()));
    }

    void write(ExtendedTextMessage.Builder text) {
        text.setTextArgb(textColor)
                .setBackgroundArgb(backgroundColor)
                .setFont(ExtendedTextMessage.FontType.valueOf(font.name()));
    }
}
