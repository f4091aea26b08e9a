/** Benchmarks of what the engine's media package keeps to itself. */
@NullMarked
package org.camelwhatsapp.engine.media;

import org.jspecify.annotations.NullMarked;
