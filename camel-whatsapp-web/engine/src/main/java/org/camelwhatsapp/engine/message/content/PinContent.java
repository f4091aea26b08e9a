package org.camelwhatsapp.engine.message.content;

import java.time.Duration;
import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Pins a message for everybody in the conversation, or takes the pin off.
 *
 * @param target the message
 * @param pinned whether it is pinned from now on
 * @param duration how long, usually 1, 7 or 30 days; of no meaning when the pin is taken off
 */
public record PinContent(MessageKey target, boolean pinned, Duration duration) implements MessageContent {}
