/** X3DH, double ratchet and sender keys on plain state objects. No input or output. */
@NullMarked
package org.camelwhatsapp.engine.signal;

import org.jspecify.annotations.NullMarked;
