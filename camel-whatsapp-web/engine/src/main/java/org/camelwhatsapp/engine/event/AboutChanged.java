package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A user changed the text about himself.
 *
 * @param user who
 * @param text the new text, or null when it has to be asked for
 */
public record AboutChanged(Jid user, @Nullable String text) implements Event {
    /** Never prints the text. */
    @Override
    public String toString() {
        return "AboutChanged[" + user.redacted() + "]";
    }
}
