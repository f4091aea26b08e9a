/** What a session needs from its surroundings: time, randomness, threads. Handed in, so that a run can be repeated. */
@NullMarked
package org.camelwhatsapp.engine.env;

import org.jspecify.annotations.NullMarked;
