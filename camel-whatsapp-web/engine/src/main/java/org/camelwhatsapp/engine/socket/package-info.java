/** One connection: WebSocket, framing, and the handshake that makes it a link. */
@NullMarked
package org.camelwhatsapp.engine.socket;

import org.jspecify.annotations.NullMarked;
