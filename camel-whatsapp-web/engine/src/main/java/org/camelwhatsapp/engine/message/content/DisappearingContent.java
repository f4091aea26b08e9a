package org.camelwhatsapp.engine.message.content;

import java.time.Duration;

/**
 * Sets after what time messages of a conversation vanish. In groups a setting of the group does this.
 *
 * @param after 1, 7 or 90 days, or zero for never
 */
public record DisappearingContent(Duration after) implements MessageContent {
    public DisappearingContent {
        if (after.isNegative()) {
            throw new InvalidContentException("after", "0 or more seconds");
        }
    }
}
