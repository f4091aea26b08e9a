package org.camelwhatsapp.engine.message;

/**
 * What becomes of buttons, lists, carousels and requests for payment that are to be sent. They are meant for businesses:
 * clients may show less of those that an ordinary account sends, or nothing, and the service may hold it against the
 * account. Answers to them are free. What renders where: docs/interactive.md.
 */
public enum InteractiveMode {
    /** They are refused with {@code interactive-off}. */
    REFUSE,
    /** The same is sent as a plain text, which every client shows. */
    TEXT,
    /** They are sent. */
    SEND
}
