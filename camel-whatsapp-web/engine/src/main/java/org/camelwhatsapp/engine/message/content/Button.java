package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * A button below a message.
 *
 * @param type what it does
 * @param text what is written on it; may be empty for {@link Type#OTHER}
 * @param value the id that comes back, the link, the number or the text to copy; null for {@link Type#OTHER}
 * @param name the protocol's name of a kind that is not known here; null unless {@link Type#OTHER}
 * @param params the JSON object that goes with that name, as text; null unless {@link Type#OTHER}
 */
public record Button(
        Type type,
        String text,
        @Nullable String value,
        @Nullable String name,
        @Nullable String params) {
    /** What a button does. */
    public enum Type {
        /** Answers with its id and text. */
        REPLY,
        /** Opens a link. */
        URL,
        /** Calls a number. */
        CALL,
        /** Copies a text, such as a code. */
        COPY,
        /** Anything else, by its name in the protocol, such as {@code send_location} or {@code flow}. */
        OTHER
    }

    public Button {
        if (type == Type.OTHER ? name == null || params == null : value == null) {
            throw new InvalidContentException("button", "one with a value, or with name and params for OTHER");
        }
    }

    public static Button reply(String id, String text) {
        return new Button(Type.REPLY, text, id, null, null);
    }

    public static Button url(String url, String text) {
        return new Button(Type.URL, text, url, null, null);
    }

    public static Button call(String phone, String text) {
        return new Button(Type.CALL, text, phone, null, null);
    }

    public static Button copy(String code, String text) {
        return new Button(Type.COPY, text, code, null, null);
    }

    /** A button of any name; {@code params} is the text of a JSON object. */
    public static Button other(String name, String text, String params) {
        return new Button(Type.OTHER, text, null, name, params);
    }

    /** One line, as those see it whose client shows no buttons. */
    String line() {
        return type == Type.REPLY || type == Type.OTHER ? "• " + text : "• " + text + ": " + value;
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "Button[" + type + "]";
    }
}
