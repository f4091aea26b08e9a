package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * What somebody chose in a message with buttons or a list. Which message that was, is its quoted message.
 *
 * @param form how the client wrote it; an answer need not have the form of the question
 * @param id the id of the button or row; empty where the client gave none
 * @param text what was written on it; may be empty
 * @param description the smaller line of a row, or null
 * @param index the place of a template's button from 0, or null
 * @param card the place of the carousel's card from 0, or null
 * @param params the answer's JSON object in {@link Form#NATIVE_FLOW}, as text, or null
 */
public record SelectionContent(
        Form form,
        String id,
        String text,
        @Nullable String description,
        @Nullable Integer index,
        @Nullable Integer card,
        @Nullable String params)
        implements MessageContent {
    /** The longest JSON object of an answer, in characters. */
    static final int MAX_PARAMS = 262_144;

    /** The forms that clients answer in. */
    public enum Form {
        BUTTONS,
        LIST,
        TEMPLATE,
        NATIVE_FLOW
    }

    /** A choice with id and text. */
    public static SelectionContent of(Form form, String id, String text) {
        return new SelectionContent(form, id, text, null, null, null, null);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "SelectionContent[" + form + "]";
    }
}
