package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.model.Jid;

/**
 * Somebody began or stopped to write.
 *
 * @param chat where
 * @param user who
 * @param state what the user does now
 */
public record ChatStateChanged(Jid chat, Jid user, State state) implements Event {
    /** What one does in a chat. */
    public enum State {
        TYPING,
        RECORDING,
        PAUSED
    }
}
