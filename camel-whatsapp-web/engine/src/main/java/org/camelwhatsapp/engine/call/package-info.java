/** Calls: seen and declined. Talking is not for a linked device of this kind. */
@NullMarked
package org.camelwhatsapp.engine.call;

import org.jspecify.annotations.NullMarked;
