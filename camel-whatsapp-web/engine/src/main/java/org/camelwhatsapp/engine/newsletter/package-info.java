/** Newsletters, which people know as channels: following them, running them, and what is posted there. */
@NullMarked
package org.camelwhatsapp.engine.newsletter;

import org.jspecify.annotations.NullMarked;
