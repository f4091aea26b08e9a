/** Binary stanzas: the node, its encoder and decoder, the token dictionary. */
@NullMarked
package org.camelwhatsapp.engine.wire;

import org.jspecify.annotations.NullMarked;
