/** The notify endpoint: who may send what to whom. */
@NullMarked
package org.camelwhatsapp.gateway.notify;

import org.jspecify.annotations.NullMarked;
