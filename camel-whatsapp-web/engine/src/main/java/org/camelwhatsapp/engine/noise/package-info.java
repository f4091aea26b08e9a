/** The Noise handshake, the certificate chain and the frame cipher. */
@NullMarked
package org.camelwhatsapp.engine.noise;

import org.jspecify.annotations.NullMarked;
