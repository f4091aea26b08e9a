/** How fast messages leave and how many new people are written to: see docs/pacing.md. */
@NullMarked
package org.camelwhatsapp.engine.pacing;

import org.jspecify.annotations.NullMarked;
