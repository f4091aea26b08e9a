package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** What a link tells its session. Called on the link's own thread, one call at a time; must not block. */
public interface LinkListener {
    /** The handshake is complete. Comes once, before any stanza. */
    void onOpen(Link link, LinkInfo info);

    void onStanza(Node stanza);

    /**
     * The link is gone. Comes exactly once, also when the handshake never completed.
     *
     * @param cause why, or null when {@link Link#close()} was called
     */
    void onClosed(@Nullable Throwable cause);
}
