/** The gateway: HTTP in front of a session, and alerts from orders. */
@NullMarked
package org.camelwhatsapp.gateway;

import org.jspecify.annotations.NullMarked;
