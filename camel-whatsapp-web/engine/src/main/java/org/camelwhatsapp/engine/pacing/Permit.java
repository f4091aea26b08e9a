package org.camelwhatsapp.engine.pacing;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** The right to send one message. Used once: by {@link PacingFeature#prepared} or {@link PacingFeature#cancel}. Mailbox only. */
public final class Permit {
    final Jid chat;
    /** The stranger it goes to, who is counted; null for everybody else. */
    final @Nullable Jid stranger;

    private boolean used;

    Permit(Jid chat, @Nullable Jid stranger) {
        this.chat = chat;
        this.stranger = stranger;
    }

    /** Whether this is the first use. */
    boolean use() {
        boolean first = !used;
        used = true;
        return first;
    }
}
