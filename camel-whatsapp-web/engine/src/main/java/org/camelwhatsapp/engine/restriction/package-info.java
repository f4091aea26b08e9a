/** What the service keeps an account from doing for a while. */
@NullMarked
package org.camelwhatsapp.engine.restriction;

import org.jspecify.annotations.NullMarked;
