/** Everything that can happen on an account, as sealed types. */
@NullMarked
package org.camelwhatsapp.engine.event;

import org.jspecify.annotations.NullMarked;
