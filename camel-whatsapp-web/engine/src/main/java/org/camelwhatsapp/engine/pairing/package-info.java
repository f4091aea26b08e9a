/** Linking by QR or phone code, and logout. */
@NullMarked
package org.camelwhatsapp.engine.pairing;

import org.jspecify.annotations.NullMarked;
