/** Benchmarks of what the engine's contact package keeps to itself. */
@NullMarked
package org.camelwhatsapp.engine.contact;

import org.jspecify.annotations.NullMarked;
