/** The gateway's own database: linked users, and messages that wait to be sent. */
@NullMarked
package org.camelwhatsapp.gateway.store;

import org.jspecify.annotations.NullMarked;
