package org.camelwhatsapp.engine.message.content;

/** Text of 1 to 65,536 characters. */
public record TextContent(String text) implements MessageContent {
    /** The longest text. */
    public static final int MAX_LENGTH = 65_536;

    public TextContent {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidContentException("text", "at most " + MAX_LENGTH + " characters");
        }
    }

    /** Never prints the text. */
    @Override
    public String toString() {
        return "TextContent[" + text.length() + " characters]";
    }
}
