package org.camelwhatsapp.engine.community;

import org.jspecify.annotations.Nullable;

/**
 * A community to be made.
 *
 * @param subject its name, 1 to 100 characters
 * @param description what it is about, at most 2,048 characters, or null
 * @param approval whether admins approve who joins
 * @param membersAddGroups whether members who are no admins add groups
 * @param generalChat whether it gets a group for everything
 */
public record CommunityDraft(
        String subject, @Nullable String description, boolean approval, boolean membersAddGroups, boolean generalChat) {
    private static final int MAX_SUBJECT = 100;
    private static final int MAX_DESCRIPTION = 2_048;

    public CommunityDraft {
        if (subject.isBlank() || subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("a community's subject has 1 to " + MAX_SUBJECT + " characters");
        }
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("a description has at most " + MAX_DESCRIPTION + " characters");
        }
    }
}
