/** The primary phones: device 0 of every account. */
@NullMarked
package org.camelwhatsapp.simulator.phone;

import org.jspecify.annotations.NullMarked;
