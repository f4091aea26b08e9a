package org.camelwhatsapp.engine.message.content;

import java.time.Duration;

/**
 * A call that was, as phones write it into conversations. It cannot be sent.
 *
 * @param video whether it was a video call
 * @param outcome what became of it, such as {@code CONNECTED} or {@code MISSED}
 * @param duration how long it was
 */
public record CallLogContent(boolean video, String outcome, Duration duration) implements MessageContent {}
