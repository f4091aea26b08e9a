/** The way to the server: WebSocket, frames and handshake, handed to the session as a {@code Link} that speaks stanzas. */
@NullMarked
package org.camelwhatsapp.engine.socket;

import org.jspecify.annotations.NullMarked;
