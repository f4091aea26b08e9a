package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.status.StatusPrivacy;

/**
 * Another device of the account changed who sees status posts.
 *
 * @param privacy as it is now
 * @param timestamp when, as that device says
 */
public record StatusPrivacyChanged(StatusPrivacy privacy, Instant timestamp) implements Event {}
