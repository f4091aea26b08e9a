/** Who is there, who is typing. */
@NullMarked
package org.camelwhatsapp.engine.presence;

import org.jspecify.annotations.NullMarked;
