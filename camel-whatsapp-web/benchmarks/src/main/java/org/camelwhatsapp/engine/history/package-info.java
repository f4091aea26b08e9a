/** How fast a part of the history is taken in, and with how much memory. */
@NullMarked
package org.camelwhatsapp.engine.history;

import org.jspecify.annotations.NullMarked;
