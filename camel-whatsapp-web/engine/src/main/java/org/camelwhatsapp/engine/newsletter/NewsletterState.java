package org.camelwhatsapp.engine.newsletter;

/** Whether a newsletter can be read. */
public enum NewsletterState {
    ACTIVE,
    SUSPENDED,
    /** Suspended in the country of this account. */
    GEOSUSPENDED,
    DELETED,
    NON_EXISTING,
    /** A word of the server that is not known here. */
    UNKNOWN;

    static NewsletterState of(String word) {
        for (NewsletterState state : values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
