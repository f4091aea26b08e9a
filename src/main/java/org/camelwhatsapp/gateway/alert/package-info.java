/** Order events as texts, one layout per kind. */
@NullMarked
package org.camelwhatsapp.gateway.alert;

import org.jspecify.annotations.NullMarked;
