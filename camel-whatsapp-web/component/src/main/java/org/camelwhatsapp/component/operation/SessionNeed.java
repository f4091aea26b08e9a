package org.camelwhatsapp.component.operation;

/** What a session must be for an operation. */
public enum SessionNeed {
    /** Nothing: it works before the session is linked. */
    NONE,
    /** A linked account. The operation fails with {@code session-not-linked} without one. */
    LINKED
}
