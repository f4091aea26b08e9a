package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * An invitation into a group, for somebody whom others may not add.
 *
 * @param group the group
 * @param code what the server gave when adding failed
 * @param expiration until when it is valid
 * @param groupName the group's name
 * @param caption a text, or null
 */
public record GroupInviteContent(
        Jid group,
        String code,
        Instant expiration,
        String groupName,
        @Nullable String caption) implements MessageContent {
    /** Never prints the code. */
    @Override
    public String toString() {
        return "GroupInviteContent[" + group + "]";
    }
}
