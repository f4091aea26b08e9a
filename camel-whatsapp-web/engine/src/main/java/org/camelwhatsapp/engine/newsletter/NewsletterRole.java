package org.camelwhatsapp.engine.newsletter;

import java.util.Locale;

/** What one is in a newsletter. */
public enum NewsletterRole {
    OWNER,
    ADMIN,
    SUBSCRIBER,
    /** Neither follows nor runs it. */
    GUEST;

    /** The role of the wire's word; words that are not known mean guest. */
    static NewsletterRole of(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "OWNER" -> OWNER;
            case "ADMIN" -> ADMIN;
            case "SUBSCRIBER" -> SUBSCRIBER;
            default -> GUEST;
        };
    }
}
