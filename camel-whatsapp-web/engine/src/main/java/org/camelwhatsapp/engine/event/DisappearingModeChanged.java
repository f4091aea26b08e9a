package org.camelwhatsapp.engine.event;

import java.time.Duration;
import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;

/**
 * A user, perhaps oneself on another device, changed the timer that new chats get.
 *
 * @param user who
 * @param duration the timer; zero for none
 * @param timestamp when
 */
public record DisappearingModeChanged(Jid user, Duration duration, Instant timestamp) implements Event {}
