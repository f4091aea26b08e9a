/** The catalogue of events: what a consumer can ask for, and how an event becomes an exchange or JSON. */
@NullMarked
package org.camelwhatsapp.component.event;

import org.jspecify.annotations.NullMarked;
