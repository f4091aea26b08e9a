/** A local WhatsApp server with simulated phones, for tests, demos and development. */
@NullMarked
package org.camelwhatsapp.simulator;

import org.jspecify.annotations.NullMarked;
