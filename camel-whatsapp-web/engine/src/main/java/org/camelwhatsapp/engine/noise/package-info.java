/** The handshake that authenticates server and device, its certificate chain, and the cipher of every later frame. */
@NullMarked
package org.camelwhatsapp.engine.noise;

import org.jspecify.annotations.NullMarked;
