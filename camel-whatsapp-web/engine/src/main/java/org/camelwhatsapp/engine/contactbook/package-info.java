/** The names that people gave to others. */
@NullMarked
package org.camelwhatsapp.engine.contactbook;

import org.jspecify.annotations.NullMarked;
