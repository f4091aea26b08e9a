package org.camelwhatsapp.engine.newsletter;

import org.jspecify.annotations.Nullable;

/**
 * A newsletter that is to be made.
 *
 * @param name 1 to 100 characters
 * @param description what it is about, or null
 * @param picture a JPEG, or null. Not to be changed
 */
public record NewsletterDraft(String name, @Nullable String description, byte @Nullable [] picture) {
    static final int MAX_NAME = 100;

    /** Without description and picture. */
    public static NewsletterDraft named(String name) {
        return new NewsletterDraft(name, null, null);
    }

    /** @throws IllegalArgumentException if it is empty or too long */
    static String checkName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name: expected 1 to " + MAX_NAME + " characters");
        }
        return name;
    }
}
