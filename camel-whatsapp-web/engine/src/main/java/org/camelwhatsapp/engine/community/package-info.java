/** Communities: groups of groups. */
@NullMarked
package org.camelwhatsapp.engine.community;

import org.jspecify.annotations.NullMarked;
