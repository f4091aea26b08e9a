/** Benchmarks of what the engine's appstate package keeps to itself. */
@NullMarked
package org.camelwhatsapp.engine.appstate;

import org.jspecify.annotations.NullMarked;
