package org.camelwhatsapp.engine.group;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A group to be made.
 *
 * @param subject its name, 1 to 100 characters
 * @param description what it is about, at most 2,048 characters, or null
 * @param members whom to add, without oneself
 * @param settings what is allowed
 * @param parent the community it belongs to, or null
 */
public record GroupDraft(
        String subject,
        @Nullable String description,
        List<Jid> members,
        GroupSettings settings,
        @Nullable Jid parent) {
    static final int MAX_SUBJECT = 100;
    static final int MAX_DESCRIPTION = 2_048;

    public GroupDraft {
        requireSubject(subject);
        requireDescription(description);
        members = List.copyOf(members);
    }

    /** A group with the usual settings. */
    public static GroupDraft of(String subject, List<Jid> members) {
        return new GroupDraft(subject, null, members, GroupSettings.DEFAULT, null);
    }

    static void requireSubject(String subject) {
        if (subject.isBlank() || subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("a group's subject has 1 to " + MAX_SUBJECT + " characters");
        }
    }

    static void requireDescription(@Nullable String description) {
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("a description has at most " + MAX_DESCRIPTION + " characters");
        }
    }
}
