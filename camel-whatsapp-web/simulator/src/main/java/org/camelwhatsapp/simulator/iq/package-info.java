/** Requests and their answers: one handler per kind. */
@NullMarked
package org.camelwhatsapp.simulator.iq;

import org.jspecify.annotations.NullMarked;
