/** The simulator as a program: one line of JSON, and the same commands over HTTP. */
@NullMarked
package org.camelwhatsapp.simulator.control;

import org.jspecify.annotations.NullMarked;
