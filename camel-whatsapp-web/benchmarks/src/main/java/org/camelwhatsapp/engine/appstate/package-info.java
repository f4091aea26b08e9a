/** Measures the app state from inside its package. */
@NullMarked
package org.camelwhatsapp.engine.appstate;

import org.jspecify.annotations.NullMarked;
