/** The words of the domain: addresses and message keys. Knows nothing else of the engine. */
@NullMarked
package org.camelwhatsapp.engine.model;

import org.jspecify.annotations.NullMarked;
