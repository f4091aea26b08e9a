/** Benchmarks of what the engine's crypto package keeps to itself. */
@NullMarked
package org.camelwhatsapp.engine.crypto;

import org.jspecify.annotations.NullMarked;
