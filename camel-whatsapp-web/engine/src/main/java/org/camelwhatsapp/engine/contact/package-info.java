/** Addresses and device lists of users (usync). */
@NullMarked
package org.camelwhatsapp.engine.contact;

import org.jspecify.annotations.NullMarked;
