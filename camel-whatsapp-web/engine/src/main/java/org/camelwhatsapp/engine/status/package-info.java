/** Status posts: one's own to those who may see them, and who has seen them. */
@NullMarked
package org.camelwhatsapp.engine.status;

import org.jspecify.annotations.NullMarked;
