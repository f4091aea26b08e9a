package org.camelwhatsapp.engine.newsletter;

/** Which emojis followers may put on posts. */
public enum NewsletterReactions {
    ALL,
    /** The few that the app offers first. */
    BASIC,
    NONE,
    /** All but some. */
    BLOCKLIST;

    /** The setting of the wire's word; what is not known, or absent, allows all. */
    static NewsletterReactions of(String word) {
        for (NewsletterReactions setting : values()) {
            if (setting.name().equals(word)) {
                return setting;
            }
        }
        return ALL;
    }
}
