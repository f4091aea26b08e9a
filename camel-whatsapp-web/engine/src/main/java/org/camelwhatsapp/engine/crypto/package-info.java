/** Primitives with the fastest provider that loads: X25519, XEdDSA, HKDF, AES, HMAC. */
@NullMarked
package org.camelwhatsapp.engine.crypto;

import org.jspecify.annotations.NullMarked;
