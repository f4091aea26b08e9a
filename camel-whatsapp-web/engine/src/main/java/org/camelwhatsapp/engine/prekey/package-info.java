/** Pre-key upload, refill, rotation and bundle fetch. */
@NullMarked
package org.camelwhatsapp.engine.prekey;

import org.jspecify.annotations.NullMarked;
