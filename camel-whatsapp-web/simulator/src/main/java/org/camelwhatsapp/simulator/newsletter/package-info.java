/** Newsletters: who runs and follows them, what was posted, and what followers did with it. */
@NullMarked
package org.camelwhatsapp.simulator.newsletter;

import org.jspecify.annotations.NullMarked;
