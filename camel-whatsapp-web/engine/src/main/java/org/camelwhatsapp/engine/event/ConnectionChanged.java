package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.session.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * The connection reached another state.
 *
 * @param state the new state
 * @param previous the one before
 * @param reason a sentence for people, or null when the change is the normal course
 */
public record ConnectionChanged(
        ConnectionState state,
        ConnectionState previous,
        @Nullable String reason) implements Event {}
