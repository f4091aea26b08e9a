package org.camelwhatsapp.engine.event;

import java.time.Instant;

/**
 * Another device of the account made, changed or deleted a label.
 *
 * @param id of the label
 * @param name as it is now
 * @param color 0 to 19
 * @param deleted whether it is gone
 * @param timestamp when, as that device says
 */
public record LabelChanged(String id, String name, int color, boolean deleted, Instant timestamp) implements Event {}
