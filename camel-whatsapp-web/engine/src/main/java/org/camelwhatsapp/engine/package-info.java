/** The linked-device engine: {@code WhatsAppClient}, its options and its exceptions. */
@NullMarked
package org.camelwhatsapp.engine;

import org.jspecify.annotations.NullMarked;
