/** The Camel component {@code whatsapp-web}. */
@NullMarked
package org.camelwhatsapp.component;

import org.jspecify.annotations.NullMarked;
