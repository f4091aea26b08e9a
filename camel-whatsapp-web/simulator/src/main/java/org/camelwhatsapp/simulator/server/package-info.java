/** Connections: WebSocket, handshake, stanzas. */
@NullMarked
package org.camelwhatsapp.simulator.server;

import org.jspecify.annotations.NullMarked;
